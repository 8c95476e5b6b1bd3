import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import type { EmitHop } from "#contract/hop.ts";
import type { ServerStepHop } from "#lab/trace/hop.ts";
import { receivers } from "#lab/trace/questions.ts";
import { isEmit } from "#lab/trace/trace.ts";
import Client from "./client.jsx";
import lesson from "./lab.ts";

const LESSON = "server-in-flask";

onEachServer("Server in Flask", (backend) => {
  it("greets Alice by the name in her object, and nobody else", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const hop = await lab.act("alice-says-hello");
    expect(await lab.received("Alice", "greeting")).toEqual([
      { text: "Hello Alice" },
    ]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Alice"]);
  });

  it("takes two values as two arguments", async () => {
    await using lab = await openTestLab(LESSON, backend);
    await lab.act("alice-adds");
    expect(await lab.received("Alice", "sum")).toEqual([5]);
  });

  it("runs the handler with one number, or says where it failed", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const { observe } = lesson.predictions["forgotten-number"];
    const hop = await lab.act("alice-forgets-one");
    // Whatever came of it has come before the answer to what she emits next.
    await lab.act("alice-adds");
    await lab.received("Alice", "sum");
    expect(["A sum", "Nothing"]).toContain(observe(lab.trace, hop)?.[0]);
    expect(lab.state("Alice").state).toBe("connected");
  });

  it("sends a line back as a message", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const hop = await lab.act("alice-sends");
    expect(await lab.received("Alice", "message")).toEqual(["You sent a line"]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Alice"]);
  });

  it("counts down for everyone, and tells Bob alone that it is done", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const hop = await lab.act("bob-starts");
    for (const client of lesson.clients)
      for (const n of [3, 2, 1])
        expect(await lab.received(client, "tick")).toEqual([n]);
    expect(await lab.received("Bob", "done")).toEqual([]);
    const { observe } = lesson.predictions["who-hears-the-ticks"];
    expect(observe(lab.trace, hop)?.toSorted()).toEqual(["Alice", "Bob"]);
    const done = await lab.hop(
      (other): other is ServerStepHop & { step: EmitHop } =>
        isEmit(other) && other.step.event === "done",
    );
    expect(done.step.to).toHaveLength(1);
    // What Alice is answered now comes after all that was sent to her before.
    await lab.act("alice-adds");
    await lab.received("Alice", "sum");
    expect(receivers(lab.trace, hop, "done")).toEqual(["Bob"]);
  });

  it("gives each screen a log and a message box", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const socket = lab.socket("Bob");
    const html = renderToString(createElement(Client, { socket, name: "Bob" }));
    expect(html).toContain('role="log" aria-label="Bob&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
  });
});
