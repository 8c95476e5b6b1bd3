import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the client, which both servers serve. */
export default async function buildClient() {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  await build({
    root,
    configFile: `${root}/vite.config.ts`,
    logLevel: "warn",
  });
}
