import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readFileSync } from "node:fs";
import { ensureBrowser } from "../browser.mjs";
import { sumOf } from "../counts.mjs";
import { environment } from "../node24.mjs";
import { isBuilt } from "../site.mjs";
import { at } from "../tree.mjs";
import { flaskForTests } from "./needs.mjs";
import {
  grepFor,
  nothingMatched,
  playwright,
  reportIn,
  vitest,
} from "./programs.mjs";

const CHAT = at("examples/chat");
const ZIP = at("dist/downloads/roundtrip-chat-node.zip");

/** Takes the client that the site's build has made for its downloads; false where there is none. */
async function takeBuiltClient() {
  if (!isBuilt()) return false;
  // Among the packages, which are installed by now.
  const { unzipSync } = await import("fflate");
  const folder = join(CHAT, "dist");
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of Object.entries(unzipSync(readFileSync(ZIP)))) {
    const [, name] = /^[^/]+\/dist\/(.+)$/.exec(path) ?? [];
    if (name === undefined) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return true;
}

/** Tests the messaging app against both its servers, and its screen in a browser. */
export async function testChat({ reports, selection: { pattern } }) {
  const { python } = await flaskForTests();
  const browser = await ensureBrowser();
  const env = environment({
    ...(python && { CHAT_PYTHON: python }),
    ...(browser && { CHAT_CHROMIUM: browser }),
    ...((await takeBuiltClient()) && { CHAT_CLIENT: "built" }),
  });
  const options = { cwd: CHAT, env };
  const units = reportIn(reports, "chat-vitest.json");
  const pages = reportIn(reports, "chat-playwright.json");
  const outcomes = [
    await vitest(
      units,
      pattern === undefined ? {} : { name: pattern },
      options,
    ),
    await playwright(
      pages,
      pattern === undefined ? {} : { grep: [grepFor(pattern)] },
      options,
    ),
  ].filter(Boolean);
  if (outcomes.length === 0) throw nothingMatched("chat", pattern);
  return sumOf(outcomes);
}
