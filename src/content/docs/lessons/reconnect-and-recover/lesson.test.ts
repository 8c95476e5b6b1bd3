import { fileURLToPath } from "node:url";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import {
  isUpgraded,
  openDefinedLab,
  type TestLab,
} from "#tests/support/lab/open-defined-lab.ts";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import { startBackend } from "#tests/support/lab/start-backend.ts";
import type { RetryHop } from "#lab/trace/hop.ts";
import { packetsOf } from "#lab/trace/questions.ts";
import Client from "./client.jsx";
import lesson from "./lab.ts";

const LESSON = "reconnect-and-recover";
const samples = fileURLToPath(new URL("./samples", import.meta.url));

/** Alice's packets since a hop that are no upkeep, as "out 42[…]". */
const messagesOf = (lab: TestLab, since: number): string[] =>
  packetsOf(lab.trace, { client: "Alice", since })
    .filter(({ engine }) => engine === "message")
    .map(({ direction, text }) => `${direction} ${text}`);

const welcomed = async (lab: TestLab): Promise<void> => {
  for (const { name } of [{ name: "Alice" }, { name: "Bob" }] as const)
    await lab.received(name, "welcome");
};

/** What is said next; where sessions are kept, its offset is a second argument. */
const said = async (lab: TestLab, client: "Alice" | "Bob") =>
  (await lab.received(client, "said"))[0];

/** Resolves when she is back, however long her attempts take. */
const back = (lab: TestLab) => lab.status("Alice", isUpgraded);

onEachServer("Reconnect and recover", (backend) => {
  // Flask-SocketIO has no connection state recovery.
  const recovers = backend !== "flask";

  it.skipIf(recovers)(
    "welcomes Alice anew, with a new id and without what she missed",
    async () => {
      await using lab = await openTestLab(LESSON, backend);
      await welcomed(lab);
      const { id } = lab.state("Alice");
      await lab.act("alice-writes");
      expect(await said(lab, "Alice")).toMatchObject({ count: 1 });
      const hop = await lab.act("write-while-away");
      const status = await back(lab);
      expect(status.recovered).toBe(false);
      expect(status.id).not.toBe(id);
      const [asked, ...answers] = messagesOf(lab, hop);
      expect(asked).toBe("out 40");
      expect(answers).toEqual([
        'in 42["welcome"]',
        `in 40{"sid":"${status.id}"}`,
      ]);
      expect(lesson.predictions["while-away"].observe(lab.trace, hop)).toEqual([
        "A second welcome",
      ]);
      // Her count begins anew.
      await lab.act("alice-writes");
      expect(await said(lab, "Alice")).toMatchObject({
        from: "Alice",
        count: 1,
      });
    },
  );

  it.runIf(recovers)(
    "gives Alice her id and what she missed, before the answer to her connect",
    async () => {
      await using lab = await openTestLab(LESSON, backend);
      await welcomed(lab);
      const { id } = lab.state("Alice");
      const hop = await lab.act("write-while-away");
      const status = await back(lab);
      expect(status).toMatchObject({ id, recovered: true });
      const [asked, missed, answered, ...more] = messagesOf(lab, hop);
      expect(asked).toMatch(/^out 40\{"pid":"[^"]+","offset":"[^"]+"\}$/);
      expect(missed).toMatch(
        /^in 42\["said",\{"from":"Bob","text":"lunch at one","count":1\},"[^"]+"\]$/,
      );
      expect(answered).toMatch(`in 40{"sid":"${id}","pid":"`);
      expect(more).toEqual([]);
      expect(lesson.predictions["while-away"].observe(lab.trace, hop)).toEqual([
        "Her old socket id",
        "What Bob wrote meanwhile",
      ]);
    },
  );

  it("sends what she wrote meanwhile, and where it recovers, keeps her room and her data", async () => {
    await using lab = await openTestLab(LESSON, backend);
    await welcomed(lab);
    await lab.act("alice-writes");
    // What is on its way to her at the cut is lost where nothing recovers.
    for (const name of ["Alice", "Bob"] as const)
      expect(await said(lab, name)).toMatchObject({ count: 1 });
    await lab.act("cut-alice");
    expect(lab.state("Alice").state).toBe("disconnected");
    await lab.act("alice-writes");
    await lab.act("mend-alice");
    await back(lab);
    expect(await said(lab, "Bob")).toEqual({
      from: "Alice",
      text: "wait for me",
      count: recovers ? 2 : 1,
    });
    await lab.act("bob-writes");
    for (const text of ["wait for me", "are you there?"])
      expect(await said(lab, "Alice")).toMatchObject({ text });
  });

  it("waits longer and longer between attempts", async () => {
    await using lab = await openTestLab(LESSON, backend);
    await lab.act("cut-alice");
    await lab.hop(
      (hop): hop is RetryHop => hop.kind === "retry" && hop.attempt === 3,
    );
    const delays = lab.trace.hops.flatMap((hop) =>
      hop.kind === "retry" ? [hop.delay] : [],
    );
    const bounds = [
      [500, 1500],
      [1000, 3000],
      [2000, 5000],
    ];
    bounds.forEach(([least = 0, most = 0], i) => {
      expect(delays[i]).toBeGreaterThanOrEqual(least);
      expect(delays[i]).toBeLessThanOrEqual(most);
    });
  });

  it("recovers nothing over a restart: the sessions were in its memory", async () => {
    await using lab = await openTestLab(LESSON, backend);
    await welcomed(lab);
    await lab.act("cut-alice");
    await lab.act("bob-writes");
    await lab.received("Bob", "said");
    const { id } = lab.state("Bob");
    const hop = await lab.act("restart-server");
    await lab.act("mend-alice");
    expect(await back(lab)).toMatchObject({ recovered: false });
    await lab.received("Alice", "welcome");
    await lab.received("Bob", "welcome");
    expect(lab.state("Bob").id).not.toBe(id);
    await lab.act("alice-writes");
    // The first she hears is what was said after.
    expect(await said(lab, "Alice")).toMatchObject({ from: "Alice", count: 1 });
    const [asked] = messagesOf(lab, hop);
    expect(asked).toMatch(recovers ? /^out 40\{"pid"/ : /^out 40$/);
    expect(lesson.predictions["after-restart"].observe(lab.trace, hop)).toEqual(
      ["She gets a new one"],
    );
  });

  it.runIf(recovers)("recovers nothing without the option", async () => {
    await using lab = await openDefinedLab(
      "without-recovery",
      lesson,
      await startBackend(samples),
    );
    await welcomed(lab);
    const { id } = lab.state("Alice");
    const hop = await lab.act("write-while-away");
    const status = await back(lab);
    expect(status.recovered).toBe(false);
    expect(status.id).not.toBe(id);
    await lab.received("Alice", "welcome");
    await lab.act("alice-writes");
    expect(await said(lab, "Alice")).toMatchObject({ from: "Alice", count: 1 });
    expect(messagesOf(lab, hop).slice(0, 2)).toEqual([
      "out 40",
      `in 40{"sid":"${status.id}"}`,
    ]);
  });

  it("gives each screen a log and a message box", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const socket = lab.socket("Bob");
    const html = renderToString(createElement(Client, { socket, name: "Bob" }));
    expect(html).toContain('role="log" aria-label="Bob&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
  });
});
