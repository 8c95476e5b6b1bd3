import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHost } from "#server/node/host.ts";
import { catchStrays } from "#server/node/programs/strays.ts";
import { LIMITS } from "./host-target.ts";

/** The Node host, in a process of its own, which gathers its garbage at each message. */
const folder = mkdtempSync(join(tmpdir(), "roundtrip-fuzz-"));
writeFileSync(join(folder, "index.html"), "<h1>A site</h1>");
const host = createHost({
  dist: folder,
  lessonsDir: fileURLToPath(new URL("../lessons", import.meta.url)),
  chatFile: join(folder, "chat.db"),
  limits: LIMITS,
});
catchStrays(host, (error) => console.error(error));
const server = createServer();
host.attach(server);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  console.log(JSON.stringify({ port }));
});
/** Its options are V8's: no type knows this one. */
const collect = globalThis.gc as
  ((options: { flavor: "last-resort" }) => void) | undefined;
process.on("message", () => {
  // The last resort gives back the pages of the largest heap so far too, which V8 keeps otherwise.
  // What is only weakly held goes at the second.
  for (let time = 0; time < 2; time++) collect?.({ flavor: "last-resort" });
  process.send?.("collected");
});
process.on("disconnect", () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
