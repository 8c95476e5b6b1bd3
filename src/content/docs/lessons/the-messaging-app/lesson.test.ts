import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import {
  isUpgraded,
  type TestLab,
} from "#tests/support/lab/open-defined-lab.ts";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import type { ServedBackend } from "#tests/support/lab/start-backend.ts";
import type { Hop } from "#lab/trace/hop.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import {
  eventsOf,
  handledEvents,
  isAcknowledged,
  receivers,
  roomsOf,
} from "#lab/trace/questions.ts";
import { isEmit } from "#lab/trace/trace.ts";
import Client from "./steps/6-nothing-missed/client.jsx";
import runs from "./steps/1-it-runs/lab.ts";
import everyone from "./steps/2-everyone-hears/lab.ts";
import rooms from "./steps/3-one-room-each/lab.ts";
import grows from "./steps/4-history-grows/lab.ts";
import missed from "./steps/6-nothing-missed/lab.ts";

const open = (step: string, backend: ServedBackend) =>
  openTestLab(`the-messaging-app.${step}`, backend);

const ROOMS = { Alice: "general", Bob: "general", Carol: "kitchen" } as const;

/** Joins as each client's screen does; there is none here. */
async function joinAll(lab: TestLab): Promise<void> {
  for (const name of ["Alice", "Bob", "Carol"] as const) {
    lab.socket(name).emit("join", { room: ROOMS[name], after: 0 });
    await lab.received(name, "messages");
  }
}

/** Events since a hop, as "who direction", in order of names. */
const eventsSince = (lab: TestLab, since: number): string[] =>
  eventsOf(lab.trace, { since })
    .map(({ client, direction }) => `${client} ${direction}`)
    .toSorted();

/** What a step's question is answered with, in order of names. */
const answer = (
  { predictions = {} }: LabDefinition,
  id: string,
  lab: TestLab,
  hop: number,
) => predictions[id]?.observe(lab.trace, hop)?.toSorted();

const texts = (list: unknown): string[] =>
  (list as { text: string }[]).map(({ text }) => text);

const isGone = (hop: Hop): boolean =>
  hop.kind === "state" && hop.client === "Bob" && hop.state !== "connected";

const line = (id: string, text: string) => ({
  id,
  room: "general",
  from: "Alice",
  text,
});

onEachServer("The messaging app", (backend) => {
  it("0: the draft fails at its first message, for want of a room", async () => {
    await using lab = await open("0-the-draft", backend);
    const hop = await lab.act("alice-says-hello");
    const thrown = await lab.hop(
      (each): each is typeof each =>
        each.kind === "note" && /room|push/i.test(each.text),
    );
    expect(thrown.id).toBeGreaterThan(hop);
    expect(eventsSince(lab, hop)).toEqual(["Alice out"]);
  });

  it("1: only the sender hears, the whole history, by the name that both sides know", async () => {
    await using lab = await open("1-it-runs", backend);
    const hop = await lab.act("alice-says-hello");
    const hello = { from: "Alice", text: "hello" };
    expect(await lab.received("Alice", "newMessage/general")).toEqual([
      { messages: [hello] },
    ]);
    await lab.settled(hop);
    expect(answer(runs, "who-hears", lab, hop)).toEqual(["Alice"]);
    expect(eventsSince(lab, hop)).toEqual(["Alice in", "Alice out"]);
  });

  it("2: everyone hears, Carol in the kitchen too, and all of it again each time", async () => {
    await using lab = await open("2-everyone-hears", backend);
    const hop = await lab.act("alice-says-hello");
    await lab.settled(hop);
    expect(answer(everyone, "who-receives", lab, hop)).toEqual([
      "Alice",
      "Bob",
      "Carol",
    ]);
    await lab.received("Bob", "newMessage/general");
    await lab.act("alice-says-hello");
    const [second] = await lab.received("Bob", "newMessage/general");
    expect(texts((second as { messages: unknown }).messages)).toEqual([
      "hello",
      "hello",
    ]);
  });

  it("3: a room's messages reach who is in it, and who leaves it hears no more", async () => {
    await using lab = await open("3-one-room-each", backend);
    await joinAll(lab);
    const hop = await lab.act("alice-says-hello");
    await lab.settled(hop);
    expect(answer(rooms, "who-receives", lab, hop)).toEqual(["Alice", "Bob"]);
    const asked = await lab.act("carol-asks");
    await lab.settled(asked);
    expect(receivers(lab.trace, asked)).toEqual(["Carol"]);
    const carol = lab.socket("Carol");
    // The server tells of rooms apart from the messages, and a moment later.
    const isInKitchenOnly = () =>
      roomsOf(lab.trace, "Carol").join() === "kitchen" ? true : undefined;
    await lab.received("Carol", "messages");
    await lab.until(isInKitchenOnly);
    carol.emit("join", { room: "general" });
    const [given] = await lab.received("Carol", "messages");
    expect(given).toMatchObject({ room: "general", messages: [{}] });
    carol.emit("leave", { room: "general" });
    // Its answer comes after the leave.
    carol.emit("join", { room: "kitchen" });
    await lab.received("Carol", "messages");
    await lab.until(isInKitchenOnly);
    const later = await lab.act("alice-says-hello");
    await lab.settled(later);
    expect(receivers(lab.trace, later)?.toSorted()).toEqual(["Alice", "Bob"]);
  });

  it("4: only what is new is sent, and one message once", async () => {
    await using lab = await open("4-history-grows", backend);
    await joinAll(lab);
    for (let n = 0; n < 2; n += 1) {
      await lab.settled(await lab.act("alice-says-hello"));
      const [list] = await lab.received("Bob", "messages");
      expect(texts(list)).toEqual(["hello"]);
    }
    const hop = await lab.act("alice-sends-twice");
    const isHandledTwice = () => handledEvents(lab.trace, hop)?.length === 2;
    await lab.hop((_hop): _hop is Hop => isHandledTwice());
    await lab.settled(hop);
    expect(answer(grows, "how-often", lab, hop)).toEqual(["Once"]);
    lab.socket("Bob").emit("join", { room: "general" });
    expect(texts((await lab.received("Bob", "messages"))[0])).toEqual(["once"]);
    expect(texts((await lab.received("Bob", "messages"))[0])).toEqual([
      "hello",
      "hello",
      "once",
    ]);
  });

  it("5: the others get it, its sender an answer, and one more try changes nothing", async () => {
    await using lab = await open("5-sent-or-failed", backend);
    await joinAll(lab);
    const hop = await lab.act("alice-says-hello");
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Bob"]);
    const isAnswered = () => isAcknowledged(lab.trace, hop) === true;
    await lab.hop((_hop): _hop is Hop => isAnswered());
    await lab.received("Bob", "messages");
    const alice = lab.socket("Alice");
    lab.faults("Alice").loseNextAck();
    await expect(
      alice.timeout(300).emitWithAck("say", line("a", "is this on?")),
    ).rejects.toThrow("timed out");
    expect(texts((await lab.received("Bob", "messages"))[0])).toEqual([
      "is this on?",
    ]);
    const again = lab.trace.hops.length;
    expect(await alice.emitWithAck("say", line("a", "is this on?"))).toBe(
      "sent",
    );
    expect(lab.trace.hops.slice(again).some(isEmit)).toBe(false);
  });

  it("5: what is written without a network fails, and is not sent later", async () => {
    await using lab = await open("5-sent-or-failed", backend);
    await joinAll(lab);
    await lab.act("cut-alice");
    const alice = lab.socket("Alice");
    await expect(
      alice.timeout(100).emitWithAck("say", line("a", "hello?")),
    ).rejects.toThrow("timed out");
    await lab.act("mend-alice");
    await lab.status("Alice", isUpgraded);
    alice.emit("join", { room: "general" });
    expect((await lab.received("Alice", "messages"))[0]).toEqual([]);
  });

  it("6: who comes back gets what was missed, and no more", async () => {
    await using lab = await open("6-nothing-missed", backend);
    await joinAll(lab);
    const alice = lab.socket("Alice");
    let last = 0;
    alice.on("messages", (list: { place: number }[]) => {
      last = list.at(-1)?.place ?? last;
    });
    alice.on("connect", () =>
      alice.emit("join", { room: "general", after: last }),
    );
    const hop = await lab.act("write-while-away");
    await lab.status("Alice", isUpgraded);
    const given: string[] = [];
    while (given.length < 2)
      given.push(...texts((await lab.received("Alice", "messages"))[0]));
    expect(given).toEqual(["anyone hungry?", "lunch at one"]);
    expect(answer(missed, "while-away", lab, hop)).toEqual([
      "What Bob wrote meanwhile",
    ]);
  });

  it("6: gives each message one place, however often it is sent", async () => {
    await using lab = await open("6-nothing-missed", backend);
    await joinAll(lab);
    const say = (client: ClientName, id: string): Promise<unknown> =>
      lab.socket(client).emitWithAck("say", line(id, id));
    expect(await say("Alice", "a")).toBe(1);
    expect(await say("Bob", "b")).toBe(2);
    expect(await say("Alice", "a")).toBe(1);
    lab.socket("Alice").emit("join", { room: "general", after: 1 });
    await lab.received("Alice", "messages");
    expect(texts((await lab.received("Alice", "messages"))[0])).toEqual(["b"]);
  });

  it("6: forgets all of it in a restart", async () => {
    await using lab = await open("6-nothing-missed", backend);
    await joinAll(lab);
    await lab.socket("Alice").emitWithAck("say", line("a", "hello"));
    await lab.received("Bob", "messages");
    const since = await lab.act("restart-server");
    await lab.hop((hop): hop is typeof hop => hop.id > since && isGone(hop));
    await lab.status("Bob", isUpgraded);
    lab.socket("Bob").emit("join", { room: "general", after: 0 });
    expect((await lab.received("Bob", "messages"))[0]).toEqual([]);
  });

  it("gives each screen its room, a log and a message box", async () => {
    await using lab = await open("6-nothing-missed", backend);
    const socket = lab.socket("Carol");
    const html = renderToString(
      createElement(Client, { socket, name: "Carol" }),
    );
    expect(html).toContain('role="log" aria-label="Carol&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
    expect(html).toContain('<option selected="">kitchen</option>');
  });
});
