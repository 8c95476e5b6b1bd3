import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import type { NoteHop } from "#lab/trace/hop.ts";
import { framesOf, receivers, sentBy } from "#lab/trace/questions.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import Client from "./client.jsx";
import lesson from "./lab.ts";

/** The texts of the packets that an action made its client send. */
const sentTexts = (trace: TraceView, actionHop: number): string[] =>
  sentBy(trace, actionHop).map(({ text }) => text);

onEachServer("Send", (backend) => {
  it("sends the same frame with send as with emit", async () => {
    await using lab = await openTestLab("send", backend);
    const sent = await lab.act("alice-sends");
    await lab.settled(sent);
    const emitted = await lab.act("alice-emits-message");
    await lab.settled(emitted);
    expect(sentTexts(lab.trace, sent)).toEqual(['42["message","hello"]']);
    expect(sentTexts(lab.trace, emitted)).toEqual(sentTexts(lab.trace, sent));
  });

  it("reaches the others by emit and the sender by send, as one event", async () => {
    await using lab = await openTestLab("send", backend);
    const hop = await lab.act("bob-sends");
    expect(await lab.received("Alice", "message")).toEqual(["hi"]);
    expect(await lab.received("Bob", "message")).toEqual([
      "The server passed it on",
    ]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop, "message")?.toSorted()).toEqual([
      "Alice",
      "Bob",
    ]);
  });

  it("shows the server the name message", async () => {
    await using lab = await openTestLab("send", backend);
    const hop = await lab.act("alice-sends");
    await lab.settled(hop);
    expect(
      lesson.predictions["which-event-name"].observe(lab.trace, hop),
    ).toEqual(["message"]);
  });

  it("leaves a named event to its own handler", async () => {
    await using lab = await openTestLab("send", backend);
    const hop = await lab.act("alice-types");
    expect(await lab.received("Bob", "typing")).toEqual([true]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Bob"]);
    expect(sentTexts(lab.trace, hop)).toEqual(['42["typing",true]']);
    expect(lesson.predictions["which-handler"].observe(lab.trace, hop)).toEqual(
      ["typing"],
    );
  });

  it("sends several values in one message", async () => {
    await using lab = await openTestLab("send", backend);
    lab.socket("Alice").send("hello", 2);
    // A Python function that takes one value refuses two.
    if (backend === "flask")
      await lab.hop(
        (hop): hop is NoteHop =>
          hop.kind === "note" && hop.text.includes("TypeError"),
      );
    else expect(await lab.received("Bob", "message")).toEqual(["hello"]);
    const frames = framesOf(lab.trace, { client: "Alice" });
    expect(frames.map(({ data }) => data)).toContain('42["message","hello",2]');
  });

  it("gives each screen a log and a message box", async () => {
    await using lab = await openTestLab("send", backend);
    const socket = lab.socket("Bob");
    const html = renderToString(createElement(Client, { socket, name: "Bob" }));
    expect(html).toContain('role="log" aria-label="Bob&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
  });
});
