import { describe, expect, it } from "vitest";
import type { Message, Room } from "../../contract/events.ts";
import type { Action } from "./reduce.ts";
import { reduce } from "./reduce.ts";
import type { ChatState } from "./state.ts";
import { hasOlder, initialState } from "./state.ts";

const ALICE = { id: "alice-id", name: "Alice" };
const BOB = { id: "bob-id-1", name: "Bob" };

const message = (seq: number, changes: Partial<Message> = {}): Message => ({
  id: `message-${seq}`,
  room: "Tea",
  seq,
  changed: seq,
  user: BOB.id,
  name: BOB.name,
  text: `text ${seq}`,
  at: 0,
  removed: false,
  ...changes,
});

const tea = (seq: number, changes: Partial<Room> = {}): Room => ({
  name: "Tea",
  founder: ALICE.id,
  joined: true,
  unread: 0,
  read: seq,
  seq,
  ...changes,
});

const joined = (
  seq: number,
  messages: Message[],
  fresh = true,
  changes: Partial<Room> = {},
): Action => ({
  type: "joined",
  answer: { room: tea(seq, changes), messages, fresh, present: [ALICE] },
});

const told = (message: Message): Action => ({ type: "message", told: message });

const after = (...actions: Action[]): ChatState =>
  actions.reduce(reduce, initialState(ALICE, []));

const room = (state: ChatState) => state.rooms["Tea"]!;
const places = (state: ChatState) => room(state).messages.map(({ seq }) => seq);

const written = (id: string): Action => ({
  type: "written",
  pending: { id, room: "Tea", text: "hello", at: 1 },
});

describe("the state of the chat", () => {
  it("puts each message in its place, however it came, once", () => {
    const state = after(
      joined(1, [message(1)]),
      told(message(2)),
      told(message(4)),
      told(message(3)),
      told(message(2)),
    );
    expect(places(state)).toEqual([1, 2, 3, 4]);
    expect(room(state).unread).toBe(3);
  });

  it("notices a gap, and is without it when it has caught up", () => {
    const missed = after(joined(1, [message(1)]), told(message(4)));
    expect(room(missed)).toMatchObject({ gap: true, heard: 1 });
    const answer = joined(4, [message(2), message(3), message(4)], false);
    const caughtUp = reduce(missed, answer);
    expect(room(caughtUp)).toMatchObject({ gap: false, heard: 4 });
    expect(places(caughtUp)).toEqual([1, 2, 3, 4]);
    expect(room(reduce(caughtUp, told(message(5))))).toMatchObject({
      gap: false,
      heard: 5,
    });
  });

  it("takes a newest page in the place of what may have a gap after it", () => {
    const state = after(
      joined(2, [message(1), message(2)]),
      joined(99, [message(98), message(99)]),
    );
    expect(places(state)).toEqual([98, 99]);
    expect(hasOlder(room(state))).toBe(true);
    const older: Action = {
      type: "history",
      room: "Tea",
      messages: [message(1), message(97)],
    };
    expect(places(reduce(state, older))).toEqual([1, 97, 98, 99]);
    expect(hasOlder(room(reduce(state, older)))).toBe(false);
  });

  it("shows a message as sending until it is heard, whichever way it is heard", () => {
    const state = after(joined(0, []), written("mine-0001"));
    expect(state.pending).toHaveLength(1);
    const mine = message(1, { id: "mine-0001", user: ALICE.id });
    const ways = [
      told(mine),
      joined(1, [mine]),
      { type: "discarded", id: "mine-0001" } as const,
    ];
    for (const way of ways) expect(reduce(state, way).pending).toEqual([]);
    expect(room(reduce(state, told(mine))).unread).toBe(0);
  });

  it("says why a message failed, until it is tried again", () => {
    const failed = after(
      joined(0, []),
      written("mine-0001"),
      written("mine-0002"),
      { type: "failed", id: "mine-0001", problem: "No." },
    );
    expect(failed.pending.map(({ problem }) => problem)).toEqual([
      "No.",
      undefined,
    ]);
    const again = reduce(failed, { type: "retried", id: "mine-0001" });
    expect(again.pending.map(({ problem }) => problem)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("takes a message's text away, in order with everything else", () => {
    const gone = { room: "Tea", id: "message-1", changed: 3 };
    const state = after(joined(2, [message(1), message(2)]), {
      type: "removed",
      told: gone,
    });
    expect(room(state)).toMatchObject({ heard: 3, gap: false });
    expect(room(state).messages[0]).toMatchObject({ removed: true, text: "" });
    // The same comes again with what was missed, and an older state of it changes nothing.
    const again = reduce(state, joined(3, [message(1)], false));
    expect(room(again).messages[0]).toMatchObject({ removed: true });
    expect(room(reduce(state, told(message(4)))).gap).toBe(false);
  });

  it("counts others' messages as unread until they are read, here or in another tab", () => {
    const state = after(joined(1, [message(1)], true, { unread: 1, read: 0 }));
    const more = [
      told(message(2)),
      told(message(3, { user: ALICE.id })),
    ].reduce(reduce, state);
    expect(room(more).unread).toBe(2);
    const read: Action = { type: "read", told: { room: "Tea", seq: 3 } };
    expect(room(reduce(more, read)).unread).toBe(0);
    const before: Action = { type: "read", told: { room: "Tea", seq: 2 } };
    expect(room(reduce(more, before)).unread).toBe(2);
  });

  it("counts nothing as unread that comes where the reader sees it", () => {
    const looks = (room?: string): Action => ({ type: "in-sight", room });
    const seen = after(joined(1, [message(1)]), looks("Tea"));
    const more = reduce(seen, told(message(2)));
    expect(room(more)).toMatchObject({ unread: 0, read: 2 });
    const away = [looks(), told(message(3))].reduce(reduce, more);
    expect(room(away)).toMatchObject({ unread: 1, read: 2 });
    expect(room(reduce(away, looks("Tea")))).toMatchObject({
      unread: 0,
      read: 3,
    });
    expect(reduce(more, looks("Tea"))).toBe(more);
  });

  it("changes nothing when a message comes that it has", () => {
    const state = after(joined(0, []), told(message(1)));
    expect(reduce(state, told(message(1)))).toBe(state);
  });

  it("shows who writes, until they have written or gone", () => {
    const typing: Action = {
      type: "typing",
      told: { room: "Tea", person: BOB },
    };
    const state = after(joined(0, []), typing, typing);
    expect(room(state).typing).toEqual([BOB]);
    const ends: Action[] = [
      told(message(1)),
      { type: "typing-over", room: "Tea", user: BOB.id },
      { type: "presence", told: { room: "Tea", person: BOB, here: false } },
    ];
    for (const end of ends) expect(room(reduce(state, end)).typing).toEqual([]);
    const mine: Action = {
      type: "typing",
      told: { room: "Tea", person: ALICE },
    };
    expect(room(reduce(state, mine)).typing).toEqual([BOB]);
  });

  it("keeps what it has of the rooms when their list comes again", () => {
    const state = after(joined(1, [message(1)]), {
      type: "rooms",
      rooms: [tea(3, { unread: 2 }), tea(0, { name: "Milk", joined: false })],
    });
    expect(room(state)).toMatchObject({ heard: 1, unread: 2 });
    expect(places(state)).toEqual([1]);
    expect(Object.keys(state.rooms)).toEqual(["Tea", "Milk"]);
  });

  it("changes nothing for what it does not know", () => {
    const state = after();
    expect(reduce(state, told(message(1)))).toBe(state);
    expect(reduce(state, { type: "discarded", id: "nothing" })).toBe(state);
  });
});
