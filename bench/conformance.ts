/**
 * Runs the cases of the public protocol suites, those of socketio/socket.io in
 * docs/engine.io-protocol and docs/socket.io-protocol, against labs:
 * `node bench/conformance.ts --on node`, or `--on flask`. A case that fails and is not named in
 * bench/conformance/expected-failures.ts fails the run, and so does one that is and passes.
 */
import { parseArgs } from "node:util";
import { labPath } from "#contract/stream.ts";
import { engineIo } from "./conformance/cases/engine-io.ts";
import { socketIo } from "./conformance/cases/socket-io.ts";
import { createEndpoint } from "./conformance/endpoint.ts";
import { EXPECTED_FAILURES } from "./conformance/expected-failures.ts";
import { startHost } from "./conformance/hosts.ts";
import type { Case } from "./conformance/suite.ts";

/** How long a case may take, in milliseconds. */
const PATIENCE_MS = 5_000;
/** Heartbeats of half a second are missed on a machine that has other work. */
const ATTEMPTS = 3;

const SUITES = [
  { name: "Engine.IO", lesson: "engine", cases: engineIo },
  { name: "Socket.IO", lesson: "packets", cases: socketIo },
];

const { values } = parseArgs({
  options: { on: { type: "string", default: "node" } },
});
await using host = await startHost(values.on);
const expected = EXPECTED_FAILURES[values.on] ?? {};
const seen = new Set<string>();

for (const { name, lesson, cases } of SUITES) {
  let passed = 0;
  for (const [title, run] of Object.entries(cases)) {
    const whole = `${name}: ${title}`;
    const lab = `a-lab-of-the-suite-${String(seen.size).padStart(8, "0")}`;
    const wrong = await attempt(run, `${host.origin}${labPath(lesson, lab)}/`);
    seen.add(whole);
    const why = expected[whole];
    if (wrong === undefined) passed += 1;
    if (wrong === undefined && why === undefined) continue;
    if (wrong !== undefined && why !== undefined)
      console.log(`fails as expected: ${whole}\n  ${why}`);
    else {
      process.exitCode = 1;
      console.log(
        wrong === undefined
          ? `PASSES, although it is expected to fail: ${whole}`
          : `FAILS: ${whole}\n  ${wrong}`,
      );
    }
  }
  console.log(
    `${name} on ${values.on}: ${passed} of ${Object.keys(cases).length} cases pass`,
  );
}
for (const title of Object.keys(expected))
  if (!seen.has(title)) throw new Error(`There is no case "${title}".`);

/** What is wrong, or undefined where the case passes, at the latest in the last attempt. */
async function attempt(run: Case, url: string): Promise<string | undefined> {
  let wrong: string | undefined;
  for (let n = 0; n < ATTEMPTS; n++) {
    wrong = await outcome(run, url);
    if (wrong === undefined) return undefined;
  }
  return wrong;
}

function outcome(run: Case, url: string): Promise<string | undefined> {
  return new Promise((done) => {
    const late = setTimeout(
      () => done(`Nothing came for ${PATIENCE_MS} ms.`),
      PATIENCE_MS,
    );
    const end = (wrong?: string): void => {
      clearTimeout(late);
      done(wrong);
    };
    run(createEndpoint(url)).then(
      () => end(),
      (error: unknown) => end(String(error)),
    );
  });
}
