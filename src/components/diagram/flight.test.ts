import { describe, expect, it } from "vitest";
import type { PacketBeat } from "#lab/playback/beat.ts";
import { flightOf, opacityOf, placeOf, positionAt } from "./flight.ts";
import { layoutStage } from "./layout.ts";

const beat: PacketBeat = {
  kind: "packet",
  id: 0,
  start: 100,
  end: 1000,
  by: "Alice",
  client: "Bob",
  direction: "in",
  label: "chat",
  tone: "event",
  hops: [1],
  cause: undefined,
  line: undefined,
  lost: false,
  words: "",
};
const edge = layoutStage(["Alice", "Bob", "Carol"]).edges.get("Bob");
if (!edge) throw new Error("Bob has no edge.");

describe("a packet's place", () => {
  const flight = flightOf(beat);
  const out = flightOf({ ...beat, direction: "out" });

  it("goes from the server to the client, or the other way", () => {
    expect(placeOf(flight, edge, 100, false)).toEqual(edge.to);
    expect(placeOf(out, edge, 100, false)).toEqual(edge.from);
    const nearly = placeOf(flight, edge, 999.999, false);
    expect(nearly?.x).toBeCloseTo(edge.from.x);
    expect(nearly?.y).toBeCloseTo(edge.from.y);
  });

  it("is nowhere before its flight and after it", () => {
    expect(placeOf(flight, edge, 99, false)).toBeUndefined();
    expect(placeOf(flight, edge, 1000, false)).toBeUndefined();
  });

  it("is the middle of its way, all the time, where nothing may move", () => {
    const early = placeOf(flight, edge, 101, true);
    expect(early).toEqual(placeOf(flight, edge, 990, true));
    expect(early).toEqual(placeOf(flight, edge, 550, false));
    expect(placeOf(flight, edge, 1000, true)).toBeUndefined();
  });

  it("is half-way to the end where it got lost, and it fades there", () => {
    const lost = flightOf({ ...beat, lost: true });
    expect(placeOf(lost, edge, 325, false)).toEqual(
      placeOf(flight, edge, 325, false),
    );
    expect(placeOf(lost, edge, 990, false)).toEqual(
      placeOf(flight, edge, 550, false),
    );
    expect(opacityOf(lost, 550)).toBe(1);
    expect(opacityOf(lost, 990)).toBeLessThan(0.1);
    expect(opacityOf(flight, 990)).toBe(1);
  });
});

it("a packet says its event, shortened, and how many travel as one", () => {
  expect(flightOf(beat).caption).toBe("chat");
  expect(flightOf({ ...beat, hops: [1, 2, 3] }).caption).toBe("chat ×3");
  expect(flightOf({ ...beat, label: "newMessageInRoom" }).caption).toBe(
    "newMessageInR…",
  );
});

it("the story goes on by itself at its rate", () => {
  const clock = { position: 500, rate: 2, at: 10_000, still: false };
  expect(positionAt(clock, 10_050)).toBe(600);
  expect(positionAt({ ...clock, rate: 0 }, 99_999)).toBe(500);
});
