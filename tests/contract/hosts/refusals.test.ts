import { afterAll, describe, expect, it } from "vitest";
import told from "#contract/refusals.json" with { type: "json" };
import { labPath } from "#contract/stream.ts";
import { STATUS, type Why } from "#server/node/refusal.ts";
import { askByName, type Told } from "./ask.ts";
import { LESSONS, PROVOCATIONS, SETTINGS } from "./provoke.ts";
import { areThere, KNOWN, startTwoHosts, type TwoHosts } from "./two-hosts.ts";

/** What browsers say of where a request comes from, and whether it is answered. */
const SITES = [
  ["cross-site", 403],
  // Another port of the same computer.
  ["same-site", 403],
  ["same-origin", 200],
  // By the reader, who typed the address.
  ["none", 200],
] as const;

type Setting = keyof typeof SETTINGS;

const started = new Map<Setting, Promise<TwoHosts>>();
afterAll(async () => {
  const all = await Promise.all(started.values());
  await Promise.all(all.flatMap(({ node, flask }) => [node, flask].map(stop)));
});
const stop = (host: TwoHosts["node"]): Promise<void> => host.stop();

function hostsOf(setting: Setting): Promise<TwoHosts> {
  const known = started.get(setting);
  if (known) return known;
  const hosts = startTwoHosts({ lessons: LESSONS, ...SETTINGS[setting] });
  started.set(setting, hosts);
  return hosts;
}

/** A host's program has a name by the language that it is written in. */
const inOneLanguage = (refused: Told): Told => ({
  ...refused,
  message: refused.message.replace(/server\.js|app\.py/, "the program"),
});

/** What a sentence can be with any values in it. */
const written = (template: string): RegExp =>
  new RegExp(
    `^${template.replace(/[.*+?^$|()[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".+")}$`,
  );

describe.skipIf(!areThere)("a Node host and a Flask host", () => {
  const all = Object.entries(PROVOCATIONS) as [
    keyof typeof PROVOCATIONS,
    (typeof PROVOCATIONS)[keyof typeof PROVOCATIONS],
  ][];

  it.each(all)("refuse alike: %s", async (why, [setting, provoke]) => {
    const hosts = await hostsOf(setting);
    const [node, flask] = await Promise.all([
      provoke(hosts.node),
      provoke(hosts.flask),
    ]);
    expect(inOneLanguage(flask)).toEqual(inOneLanguage(node));
    const { code, message } = told.refusals[why satisfies Why];
    expect(node.code).toBe(code);
    expect(node.message).toMatch(written(message));
    expect([undefined, STATUS[node.code]]).toContain(node.status);
  });

  it("answer alike who uses a name that their operator gave them", async () => {
    const { node, flask } = await hostsOf("small");
    for (const host of [node, flask])
      expect(await askByName(host, KNOWN[0] ?? "")).toMatchObject({
        status: 200,
      });
  });

  it.each(SITES)(
    "answer alike what a page of %s asks for as an image: %s",
    async (site, status) => {
      const { node, flask } = await hostsOf("small");
      const path = `${labPath("lesson", `a-lab-for-an-image-${site}`)}?EIO=4&transport=polling`;
      for (const { origin } of [node, flask]) {
        // An image has no Origin.
        const answer = await fetch(new URL(path, origin), {
          headers: { "sec-fetch-site": site },
        });
        expect(answer.status).toBe(status);
        if (status === 403)
          expect(await answer.json()).toEqual(told.refusals.foreignOrigin);
      }
    },
  );
});
