import { describe, expect, it } from "vitest";
import { createStagePace } from "./stage-pace.ts";

const EVENT = '42["chat","hi"]';

describe("the pace of a stage", () => {
  it("holds nothing before the start is over", () => {
    const pace = createStagePace(undefined);
    expect(pace.holds(EVENT)).toBe(false);
    pace.begin();
    expect(pace.holds(EVENT)).toBe(true);
  });

  it.each([
    ["an event", EVENT, true, true],
    ["an acknowledgement", "430[1]", true, true],
    ["an attachment", Uint8Array.of(1), true, true],
    ["a goodbye", "41", true, true],
    ["a connect packet", '40{"sid":"a"}', false, true],
    ["a probe", "2probe", false, true],
    ["an event beside upkeep", `6\x1e${EVENT}`, true, true],
    ["a ping", "2", false, false],
    ["a pong", "3", false, false],
  ] as const)(
    "holds %s: %s; in a lesson about the protocol",
    (_, data, usual, inProtocol) => {
      for (const [protocol, holds] of [
        [undefined, usual],
        ["from the start", inProtocol],
      ] as const) {
        const pace = createStagePace(protocol);
        pace.begin();
        expect(pace.holds(data)).toBe(holds);
      }
    },
  );

  it("lets go, in order, what has landed", () => {
    const pace = createStagePace(undefined);
    const landed: number[] = [];
    for (const frame of [1, 2, 3]) pace.hold(frame, () => landed.push(frame));
    pace.release((frame) => frame < 3);
    expect(landed).toEqual([1, 2]);
  });

  it("lets everything go in real time, and holds nothing", () => {
    const pace = createStagePace(undefined);
    pace.begin();
    const landed: number[] = [];
    pace.hold(1, () => landed.push(1));
    pace.setSlow(false);
    expect(landed).toEqual([1]);
    expect(pace.holds(EVENT)).toBe(false);
  });
});
