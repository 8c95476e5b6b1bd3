import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the client, which both servers serve; unless `CHAT_CLIENT` says that it is built. */
export default async function buildClient() {
  if (process.env["CHAT_CLIENT"] === "built") return;
  const root = fileURLToPath(new URL("../..", import.meta.url));
  await build({
    root,
    configFile: `${root}/vite.config.ts`,
    logLevel: "warn",
  });
}
