import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureFlask, madeFor } from "./flask/environment.mjs";
import { environment } from "./node24.mjs";
import { program, runNode, Sentence } from "./run.mjs";
import { at, hashOf, readIfThere } from "./tree.mjs";

/** What the built site is made from. */
const INPUTS = [
  "src",
  "public",
  "demo-server",
  "examples/chat",
  "LICENSE",
  "astro.config.mjs",
  "package.json",
  "tsconfig.json",
  "package-lock.json",
].map((path) => at(path));

const STAMP = "dist/.stamp";

const goesIn = (name) =>
  !/\.test\.tsx?$/.test(name) &&
  // What a lesson promises is for tests alone.
  !/\/promises\.ts$/.test(name) &&
  !/^demo-server\/(flask\/tests|node|static)\//.test(name) &&
  !/^examples\/chat\/(bench|data|dist|test-results|tests)\//.test(name);

/** What the build reads from the environment; see astro.config.mjs. */
const SETTINGS = ["ROUNDTRIP_EDIT_URL"];

const inputHash = () =>
  [
    hashOf(INPUTS, goesIn),
    ...SETTINGS.map((name) => process.env[name] ?? ""),
    // Flask in the tab is made of the host's packages.
    madeFor(),
  ].join("\n");

/** True where the built site is what the sources say. */
export const isBuilt = () =>
  existsSync(at("dist/index.html")) && readIfThere(at(STAMP)) === inputHash();

/**
 * Makes Flask's environment, of which the build takes Flask for the tab. Where that can't be, says
 * so: the site is built all the same.
 */
export async function ensureFlaskForBuild(say = console.log) {
  const { why } = await ensureFlask({
    tell: () => say("Installing Flask (once, about a minute)…"),
  });
  if (why) say(`${why}. The site will have no Flask in the tab.`);
}

/** Builds the site and remembers what it was built from. */
export async function build(args = [], options = {}) {
  const hash = inputHash();
  rmSync(at(STAMP), { force: true });
  const code = await runNode(program("astro"), ["build", ...args], {
    env: environment({ NODE_ENV: "production" }),
    ...options,
  });
  if (code === 0 && existsSync(at("dist"))) writeFileSync(at(STAMP), hash);
  return code;
}

/** Builds the site unless it is there and up to date; what Astro says is shown where it fails. */
export async function ensureBuilt(say = console.log) {
  if (isBuilt()) return;
  say("Building the site (only after a change)…");
  const log = join(mkdtempSync(join(tmpdir(), "roundtrip-build-")), "log");
  const out = openSync(log, "w");
  const code = await build([], { stdio: ["ignore", out, out] });
  closeSync(out);
  if (code !== 0) {
    throw new Sentence(
      `${readIfThere(log)}\nThe site could not be built (code ${code}); see above.`,
    );
  }
  rmSync(dirname(log), { recursive: true });
}
