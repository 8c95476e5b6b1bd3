import { createNodeBackend } from "#lab/backends/node.ts";
import { createExpect } from "../tab/expect.ts";
import { WEBTRANSPORT_SCENARIOS } from "../tab/webtransport-scenarios.ts";

/** Runs one scenario by its name on the server that the page comes from. */
async function runScenario(name: string): Promise<void> {
  const { run } = WEBTRANSPORT_SCENARIOS.find((one) => one.name === name) ?? {};
  if (!run) throw new Error(`There is no scenario "${name}".`);
  const backend = createNodeBackend(location.origin);
  // The site asks too, before it opens a lab; the answer says how WebTransport is reached.
  await backend.available({ lesson: "echo" });
  await run({
    expect: createExpect(),
    // The spec runs the server, with the scenarios' program.
    serve: () => ({
      backend,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
  });
}

Object.assign(window, { runScenario });
