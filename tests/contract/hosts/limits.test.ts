import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import shared from "#contract/limits.json" with { type: "json" };
import { defaultLimits, type Limits } from "#server/node/limits.ts";
import { areThere, flaskCommand } from "./two-hosts.ts";

/** Says what the Flask host would allow that is started with these arguments. */
const ASK = `
import json, re, sys
from dataclasses import asdict
from roundtrip_flask.contract.limits import NEWS
from roundtrip_flask.host.arguments import read_arguments

def named(figures):
    camel = lambda name: re.sub("_(.)", lambda found: found[1].upper(), name)
    return {camel(name): value for name, value in asdict(figures).items()}

limits = read_arguments(sys.argv[3:]).limits
print(json.dumps({"host": named(limits), "news": named(NEWS)}))
`;

async function limitsOfFlask(limits?: Partial<Limits>): Promise<unknown> {
  const { file, args, cwd } = await flaskCommand({
    lessonsDirs: [import.meta.dirname],
    ...(limits && { limits }),
  });
  // The first two say which module is run.
  const asked = await promisify(execFile)(file, ["-c", ASK, ...args], { cwd });
  return JSON.parse(asked.stdout);
}

describe.skipIf(!areThere)("the limits of a Flask host", () => {
  it("are those of a Node host, figure by figure", async () => {
    expect(await limitsOfFlask()).toEqual({
      host: defaultLimits,
      news: shared.news,
    });
  });

  it("can be set as those of a Node host", async () => {
    const limits = { maxLabs: 3, idleMs: 1_500, restartsPerSecond: 0.25 };
    expect(await limitsOfFlask(limits)).toMatchObject({
      host: { ...defaultLimits, ...limits },
    });
  });
});
