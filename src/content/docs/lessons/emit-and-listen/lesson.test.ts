import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import { packetsOf, receivers, sentBy } from "#lab/trace/questions.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import Client from "./client.jsx";
import lesson from "./lab.ts";
import { listen, listenOnce, listenToAll } from "./samples/listening.js";

const RESERVED = [
  "connect",
  "connect_error",
  "disconnect",
  "disconnecting",
  "newListener",
  "removeListener",
];

/** The texts of the packets that an action made its client send. */
const sentTexts = (trace: TraceView, actionHop: number): string[] =>
  sentBy(trace, actionHop).map(({ text }) => text);

onEachServer("Emit and listen", (backend) => {
  it("answers the one who sent the word, and nobody else", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const hop = await lab.act("alice-sends-a-word");
    expect(await lab.received("Alice", "answer")).toEqual(["You said hello"]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Alice"]);
    expect(sentTexts(lab.trace, hop)).toContain('42["word","hello"]');
    expect(
      lesson.predictions["who-hears-the-answer"].observe(lab.trace, hop),
    ).toEqual(["Alice"]);
  });

  it("carries seven values as JSON", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const hop = await lab.act("alice-sends-seven-values");
    expect(await lab.received("Alice", "kinds")).toEqual([
      ["string", "number", "boolean", "null", "object", "array", "string"],
    ]);
    expect(sentTexts(lab.trace, hop)).toContain(
      '42["values","hi",7,true,null,{"a":1},[1,null],"1970-01-01T00:00:00.000Z"]',
    );
  });

  it("loses what a Map holds", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const hop = await lab.act("alice-sends-a-map");
    expect(await lab.received("Alice", "kinds")).toEqual([["object"]]);
    expect(sentTexts(lab.trace, hop)).toContain('42["values",{}]');
  });

  it("carries bytes as bytes", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const hop = await lab.act("alice-sends-bytes");
    expect(await lab.received("Alice", "kinds")).toEqual([["bytes"]]);
    expect(sentTexts(lab.trace, hop)).toContain(
      '451-["values",{"_placeholder":true,"num":0}]',
    );
  });

  it("lets the server send three ticks for one request", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const hop = await lab.act("bob-asks-to-count");
    for (const n of [3, 2, 1]) {
      expect(await lab.received("Bob", "tick")).toEqual([n]);
    }
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Bob"]);
  });

  it("brings a poke to Bob, whether he listens or not", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    lab.socket("Bob").off("poke");
    const hop = await lab.act("alice-pokes-bob");
    await lab.settled(hop);
    expect(receivers(lab.trace, hop, "poke")).toEqual(["Bob"]);
    expect(
      lesson.predictions["off-stops-the-packet"].observe(lab.trace, hop),
    ).toEqual(["Yes"]);
  });

  it("lets Bob cry at the first poke only", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const start = await lab.act("bob-cries-once");
    const first = await lab.act("alice-pokes-bob");
    expect(await lab.received("Bob", "answer")).toEqual(["You said ouch"]);
    await lab.settled(first);
    const second = await lab.act("alice-pokes-bob");
    await lab.settled(second);
    // Bob's later request is answered after everything that he sent before it.
    await lab.act("bob-asks-to-count");
    expect(await lab.received("Bob", "tick")).toEqual([3]);
    const sent = { client: "Bob", direction: "out", since: start } as const;
    const cries = packetsOf(lab.trace, { ...sent, event: "word" });
    expect(cries.map(({ text }) => text)).toEqual(['42["word","ouch"]']);
  });

  it("runs the samples of on, once, off and onAny", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const bob = lab.socket("Bob");
    const lines: string[] = [];
    const write = (line: string) => lines.push(line);
    const count = async () => {
      const done = new Promise<void>((resolve) => {
        const onTick = (n: number) => {
          if (n !== 1) return;
          bob.off("tick", onTick);
          resolve();
        };
        bob.on("tick", onTick);
      });
      bob.emit("count");
      await done;
      return lines.splice(0);
    };
    const stop = listen(bob, write);
    expect(await count()).toEqual(["tick 3", "tick 2", "tick 1"]);
    stop();
    expect(await count()).toEqual([]);
    listenOnce(bob, write);
    expect(await count()).toEqual(["first tick 3"]);
    expect(await count()).toEqual([]);
    listenToAll(bob, write);
    expect(await count()).toEqual(["tick 3", "tick 2", "tick 1"]);
  });

  it.each(RESERVED)("refuses %s as the name of an event", async (event) => {
    await using lab = await openTestLab("emit-and-listen", backend);
    expect(() => lab.socket("Alice").emit(event)).toThrow(
      `"${event}" is a reserved event name`,
    );
  });

  it("gives each screen a log and a message box", async () => {
    await using lab = await openTestLab("emit-and-listen", backend);
    const socket = lab.socket("Alice");
    const html = renderToString(
      createElement(Client, { socket, name: "Alice" }),
    );
    expect(html).toContain('role="log" aria-label="Alice&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
  });
});
