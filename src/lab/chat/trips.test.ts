import { expect, it } from "vitest";
import type { ChatWork } from "#contract/chat.ts";
import { describeTrip, type ChatBeat } from "./chat-beat.ts";
import { createTrips } from "./trips.ts";

const ALICE = { id: "alice", name: "Alice" };
const BOB = { id: "bob", name: "Bob" };
const CAROL = { id: "carol", name: "Carol" };
const ID = "a-message";

/** A page whose only client is Alice's, in the room Tea with Bob and Carol. */
function openPage(tells = true) {
  const beats: ChatBeat[] = [];
  const late: (() => void)[] = [];
  const trips = createTrips({
    own: [ALICE.id],
    nameOf: () => ALICE.name,
    tells: () => tells,
    isQuiet: () => true,
    beat: (beat) => beats.push(beat),
    changed: () => undefined,
    later: (work) => late.push(work),
  });
  const seen = (
    direction: "in" | "out",
    event: string | undefined,
    payload: object,
    ack?: number,
  ): void => trips.packet(ALICE.id, { direction, event, ack, args: [payload] });
  seen("in", undefined, {
    ok: true,
    room: { name: "Tea" },
    present: [ALICE, BOB, CAROL],
    messages: [],
  });
  return {
    trips,
    beats,
    seen,
    sends: () => seen("out", "send", { id: ID, room: "Tea", text: "hi" }, 1),
    receives: ({ id, name }: typeof BOB) =>
      seen("in", "message", { id: ID, room: "Tea", user: id, name }),
    isAcknowledged: () => seen("in", undefined, { ok: true }, 1),
    /** The time is over in which the server's steps should have come. */
    wait: () => late.splice(0).forEach((work) => work()),
    said: () => {
      const [beat] = beats.slice(-1);
      return beat && describeTrip(beat.trip);
    },
  };
}

const work = (
  by: typeof ALICE,
  steps: ChatWork["steps"] = [
    { kind: "stored", what: "message", place: 4 },
    { kind: "emitted", event: "message", sockets: 2 },
    { kind: "acknowledged", ok: true },
  ],
): ChatWork => ({ event: "send", room: "Tea", message: ID, by, steps });

const WHOLE =
  "Alice's message: Send button, then client, then server, then database at place 4, then room Tea, 2 sockets, then the screens of Bob and Carol, then acknowledged";

it("tells a message's way in its order, whichever news comes first", () => {
  const page = openPage();
  page.trips.written(ALICE.id, { id: ID, room: "Tea" });
  page.sends();
  page.isAcknowledged();
  page.trips.worked(work(ALICE));
  expect(page.said()).toBe(WHOLE);

  const other = openPage();
  other.trips.written(ALICE.id, { id: ID, room: "Tea" });
  other.sends();
  other.trips.worked(work(ALICE));
  other.isAcknowledged();
  expect(other.said()).toBe(WHOLE);
});

it("lets a message wait in its client until it is sent", () => {
  const page = openPage();
  page.trips.written(ALICE.id, { id: ID, room: "Tea" });
  expect(page.said()).toBe("Alice's message: Send button, then client");
});

it("shows another's message from the server's word, and on one's own screen once it came", () => {
  const page = openPage();
  page.trips.worked(work(BOB));
  const reached = (): unknown => page.beats.at(-1)?.moves.map(({ to }) => to);
  expect(reached()).toEqual(["screen carol"]);
  page.receives(BOB);
  expect(new Set(reached() as string[])).toEqual(
    new Set(["screen carol", "screen alice"]),
  );
  expect(page.said()).toBe(
    "Bob's message: client, then server, then database at place 4, then room Tea, 2 sockets, then the screens of Alice and Carol",
  );
});

it("says that a second attempt was known, and that nothing was emitted", () => {
  const page = openPage();
  page.trips.written(ALICE.id, { id: ID, room: "Tea" });
  page.sends();
  page.trips.worked(work(ALICE));
  // The acknowledgement was lost in a cut: the client sends it again.
  page.sends();
  page.trips.worked(
    work(ALICE, [
      { kind: "stored", what: "message", place: 4, known: true },
      { kind: "acknowledged", ok: true },
    ]),
  );
  page.isAcknowledged();
  expect(page.said()).toBe(
    "Alice's message: client, then server, then database, which had it at place 4, then acknowledged",
  );
});

it("tells what the wires know where the server tells nothing", () => {
  const page = openPage(false);
  page.trips.written(ALICE.id, { id: ID, room: "Tea" });
  page.sends();
  page.isAcknowledged();
  expect(page.said()).toBe(
    "Alice's message: Send button, then client, then server, then acknowledged",
  );
});

it("goes on without the server's steps where they do not come", () => {
  const page = openPage();
  page.receives(BOB);
  expect(page.beats).toEqual([]);
  page.wait();
  expect(page.said()).toBe("Bob's message: server, then the screen of Alice");
});

it("says why something was refused", () => {
  const page = openPage();
  page.sends();
  page.seen("in", undefined, { ok: false, error: "That is too fast." }, 1);
  page.wait();
  expect(page.said()).toBe(
    "Alice's message: client, then server, then refused: That is too fast.",
  );
});
