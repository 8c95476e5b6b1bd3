import { beforeEach, describe, expect, it } from "vitest";
import type { MessageRef, ServerHop } from "#contract/hop.ts";
import type { ClientName } from "../people.ts";
import {
  consequences,
  deliveries,
  eventsOf,
  framesOf,
  handledEvents,
  handshakeTransport,
  isAcknowledged,
  keepsSocketId,
  packetsOf,
  receivers,
  roomsOf,
  sentBy,
  socketIdsOf,
} from "./questions.ts";
import { createTrace, type NewHop, type Trace } from "./trace.ts";

let trace: Trace;
/** The last number of a message in a direction of a client's connection. */
let counts: Map<string, number>;
/** The last number of a step of the server. */
let steps: number;

beforeEach(() => {
  trace = createTrace();
  counts = new Map();
  steps = 0;
});

const act = (client: ClientName): number =>
  trace.append({ kind: "action", at: 0, client, label: "act" }).id;

/** A frame of the connection that is named after its client; gives its hop and its message. */
function frame(
  client: ClientName,
  direction: "in" | "out",
  data: string,
  more: Partial<Extract<NewHop, { kind: "frame" }>> = {},
): { id: number; message: MessageRef } {
  const engine = more.engine ?? client;
  const n = (counts.get(`${engine} ${direction}`) ?? 0) + 1;
  counts.set(`${engine} ${direction}`, n);
  const { id } = trace.append({
    kind: "frame",
    at: 0,
    client,
    direction,
    transport: "websocket",
    engine,
    messages: [n],
    data,
    size: data.length,
    cause: undefined,
    line: undefined,
    ...more,
  });
  return { id, message: [engine, n] };
}

/** A message that will come to a client as its next but `more`. */
const next = (client: ClientName, more = 0): MessageRef => [
  client,
  (counts.get(`${client} in`) ?? 0) + 1 + more,
];

type WithoutBase<T> = T extends ServerHop
  ? Omit<T, "id" | "at" | "namespace">
  : never;

function step(rest: WithoutBase<ServerHop>): number {
  steps += 1;
  const told: ServerHop = { id: steps, at: 0, namespace: "/", ...rest };
  trace.append({ kind: "server", at: 0, run: "run", step: told });
  return steps;
}

const handled = (event: string, message: MessageRef): number =>
  step({
    kind: "handler",
    event,
    engine: message[0],
    cause: { by: "message", message },
  });

const emitted = (event: string, by: number, to: MessageRef[]): number =>
  step({
    kind: "emit",
    how: "broadcast",
    event,
    rooms: [],
    except: [],
    to,
    cause: { by: "hop", hop: by },
  });

const lose = (client: ClientName, { id }: { id: number }): void => {
  trace.append({ kind: "lost", at: 0, client, frame: id });
};

describe("which frames, packets and events", () => {
  beforeEach(() => {
    frame("Alice", "out", '40\x1e42["chat","hi"]', { transport: "polling" });
    frame("Bob", "in", '42["chat","hi"]');
    frame("Bob", "in", '42["tick",1]');
    lose("Bob", frame("Bob", "in", '42["chat","lost"]'));
  });

  it("are all of them where nothing is asked for", () => {
    expect(framesOf(trace)).toHaveLength(4);
    expect(packetsOf(trace).map(({ text }) => text)).toEqual([
      "40",
      '42["chat","hi"]',
      '42["chat","hi"]',
      '42["tick",1]',
      '42["chat","lost"]',
    ]);
  });

  it("are those of a client, of a direction, with an event, of a part of the trace", () => {
    const texts = (wish: Parameters<typeof framesOf>[1]) =>
      framesOf(trace, wish).map(({ data }) => data);
    expect(texts({ client: "Alice" })).toEqual(['40\x1e42["chat","hi"]']);
    expect(texts({ direction: "out" })).toEqual(['40\x1e42["chat","hi"]']);
    expect(texts({ event: "tick" })).toEqual(['42["tick",1]']);
    expect(texts({ since: 1, before: 3 })).toEqual([
      '42["chat","hi"]',
      '42["tick",1]',
    ]);
  });

  it("say of a packet whose it was and in which frame", () => {
    expect(packetsOf(trace, { event: "chat", before: 1 })).toMatchObject([
      { client: "Alice", direction: "out", frame: 0, args: ["hi"] },
    ]);
  });

  it("are events only where they were not lost", () => {
    expect(
      eventsOf(trace).map(({ client, event }) => `${client} ${event}`),
    ).toEqual(["Alice chat", "Bob chat", "Bob tick"]);
  });
});

describe("what an action brought about", () => {
  it("is what its client sent, and nobody else, and nothing later", () => {
    const action = act("Alice");
    frame("Bob", "out", '42["chat","mine"]');
    frame("Alice", "out", '42["chat","hi"]', { cause: action });
    frame("Alice", "out", '42["chat","later"]');
    expect(sentBy(trace, action).map(({ text }) => text)).toEqual([
      '42["chat","hi"]',
    ]);
  });

  it("is which handlers ran, in order, once one has", () => {
    const action = act("Alice");
    const [one, two] = ["one", "two"].map((name) =>
      frame("Alice", "out", `42["${name}"]`, { cause: action }),
    );
    expect(handledEvents(trace, action)).toBeUndefined();
    handled("one", one!.message);
    handled("two", two!.message);
    handled("other", frame("Bob", "out", '42["other"]').message);
    expect(handledEvents(trace, action)).toEqual(["one", "two"]);
  });

  it("is who received, once all that was emitted has arrived", () => {
    const action = act("Alice");
    const sent = frame("Alice", "out", '42["chat"]', { cause: action });
    expect(receivers(trace, action)).toBeUndefined();
    emitted("chat", handled("chat", sent.message), [
      next("Bob"),
      next("Carol"),
    ]);
    frame("Carol", "in", '42["chat"]');
    expect(receivers(trace, action)).toBeUndefined();
    frame("Bob", "in", '42["chat"]');
    expect(receivers(trace, action)?.toSorted()).toEqual(["Bob", "Carol"]);
    expect(receivers(trace, action, "chat")).toHaveLength(2);
    expect(receivers(trace, action, "other")).toEqual([]);
    expect(consequences(trace, action)).toHaveLength(6);
  });

  it("is nobody where the handler emitted nothing, and nobody whose packet got lost", () => {
    const silent = act("Alice");
    handled("a", frame("Alice", "out", '42["a"]', { cause: silent }).message);
    expect(receivers(trace, silent)).toEqual([]);
    const action = act("Alice");
    const sent = frame("Alice", "out", '42["b"]', { cause: action });
    emitted("b", handled("b", sent.message), [next("Bob")]);
    lose("Bob", frame("Bob", "in", '42["b"]'));
    expect(receivers(trace, action)).toEqual([]);
  });

  it("is delivered as often as it arrived, to each receiver once", () => {
    const action = act("Alice");
    const sent = frame("Alice", "out", '42["chat"]', { cause: action });
    const by = handled("chat", sent.message);
    emitted("chat", by, [next("Bob")]);
    emitted("chat", by, [next("Bob", 1)]);
    frame("Bob", "in", '42["chat"]');
    frame("Bob", "in", '42["chat"]');
    expect(deliveries(trace, action)).toEqual(["Bob", "Bob"]);
    expect(receivers(trace, action)).toEqual(["Bob"]);
  });
});

describe("what was acknowledged", () => {
  const ask = (text: string): number => {
    const action = act("Alice");
    frame("Alice", "out", text, { cause: action });
    return action;
  };

  it("cannot be said where nothing was asked for", () => {
    expect(isAcknowledged(trace, ask('42["say"]'))).toBeUndefined();
  });

  it("is what has its own answer, at its own client, in its own namespace", () => {
    const action = ask('427["say"]');
    frame("Alice", "in", '438["other"]');
    frame("Alice", "in", '43/admin,7["other"]');
    frame("Bob", "in", '437["other"]');
    expect(isAcknowledged(trace, action)).toBe(false);
    frame("Alice", "in", '437["sent"]');
    expect(isAcknowledged(trace, action)).toBe(true);
  });

  it("is nothing whose answer got lost, and all only when all have theirs", () => {
    const action = ask('427["say"]');
    frame("Alice", "out", '428["say"]', { cause: action });
    frame("Alice", "in", '438["sent"]');
    lose("Alice", frame("Alice", "in", '437["sent"]'));
    expect(isAcknowledged(trace, action)).toBe(false);
  });
});

describe("which ids and which transport", () => {
  it("are those that the server gave the client", () => {
    frame("Bob", "in", '40{"sid":"bobs"}');
    frame("Alice", "in", '0{"sid":"engine"}\x1e40{"sid":"first"}', {
      transport: "polling",
    });
    const hop = act("Alice");
    expect(keepsSocketId(trace, "Alice", hop)).toBeUndefined();
    frame("Alice", "in", '40{"sid":"second","pid":"secret"}');
    expect(socketIdsOf(trace, "Alice")).toEqual(["first", "second"]);
    expect(socketIdsOf(trace, "Alice", { since: hop })).toEqual(["second"]);
    expect(keepsSocketId(trace, "Alice", hop)).toBe(false);
    const later = act("Alice");
    frame("Alice", "in", '40{"sid":"second"}');
    expect(keepsSocketId(trace, "Alice", later)).toBe(true);
    expect(keepsSocketId(trace, "Carol", later)).toBeUndefined();
  });

  it("are those of the handshake", () => {
    frame("Bob", "in", '0{"sid":"b"}', { transport: "websocket" });
    expect(handshakeTransport(trace, "Alice")).toBeUndefined();
    frame("Alice", "in", '0{"sid":"a"}', { transport: "polling" });
    const hop = act("Alice");
    frame("Alice", "out", "2probe", { transport: "websocket" });
    expect(handshakeTransport(trace, "Alice")).toBe("polling");
    expect(handshakeTransport(trace, "Alice", hop)).toBeUndefined();
    frame("Alice", "in", '0{"sid":"c"}', { transport: "websocket" });
    expect(handshakeTransport(trace, "Alice", hop)).toBe("websocket");
  });
});

describe("which rooms a client is in", () => {
  const move = (kind: "join" | "leave", engine: string, room: string) =>
    step({ kind, engine, room });

  it("are those it was put into and not out of again, by its last connection", () => {
    expect(roomsOf(trace, "Alice")).toEqual([]);
    frame("Alice", "in", '40{"sid":"a"}');
    frame("Bob", "in", '40{"sid":"b"}');
    for (const room of ["red", "blue"]) move("join", "Alice", room);
    move("join", "Bob", "green");
    move("leave", "Alice", "red");
    expect(roomsOf(trace, "Alice")).toEqual(["blue"]);
    frame("Alice", "in", '40{"sid":"a2"}', { engine: "again" });
    expect(roomsOf(trace, "Alice")).toEqual([]);
    move("join", "again", "red");
    expect(roomsOf(trace, "Alice")).toEqual(["red"]);
  });
});
