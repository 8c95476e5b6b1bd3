import { describe, expect, it } from "vitest";
import { consequences, receivers } from "./questions.ts";
import { createTrace, type NewHop, type Trace } from "./trace.ts";

type NewFrame = Extract<NewHop, { kind: "frame" }>;

const frame = (change: Partial<NewFrame>): NewFrame => ({
  kind: "frame",
  at: 0,
  client: "Alice",
  direction: "out",
  transport: "websocket",
  engine: "a",
  messages: [1],
  data: '42["chat","hi"]',
  size: 15,
  cause: undefined,
  line: undefined,
  ...change,
});

/** Alice's action and what the server made of it, told in the order given. */
function broadcast(trace: Trace, serverFirst: boolean) {
  const action = trace.append({
    kind: "action",
    at: 0,
    client: "Alice",
    label: "Say",
  });
  const out = trace.append(frame({ cause: action.id }));
  const toBob = () =>
    trace.append(
      frame({ client: "Bob", direction: "in", engine: "b", messages: [4] }),
    );
  const steps = () => {
    trace.append({
      kind: "server",
      at: 1,
      run: "r",
      step: {
        kind: "handler",
        id: 1,
        at: 0,
        namespace: "/",
        event: "chat",
        engine: "a",
        cause: { by: "message", message: ["a", 1] },
      },
    });
    trace.append({
      kind: "server",
      at: 1,
      run: "r",
      step: {
        kind: "emit",
        id: 2,
        at: 0,
        namespace: "/",
        how: "broadcast",
        event: "chat",
        rooms: [],
        except: ["x"],
        to: [["b", 4]],
        cause: { by: "hop", hop: 1 },
      },
    });
  };
  if (serverFirst) {
    steps();
    return { action, out, arrived: toBob() };
  }
  const arrived = toBob();
  steps();
  return { action, out, arrived };
}

describe("the trace", () => {
  for (const serverFirst of [true, false]) {
    const order = serverFirst ? "before" : "after";
    it(`links cause to effect when the server's steps come ${order} the frame`, () => {
      const trace = createTrace();
      const { action, out, arrived } = broadcast(trace, serverFirst);
      expect(trace.rootOf(arrived.id)).toBe(action);
      expect(trace.causedBy(arrived.id)).toBe("Alice");
      expect(trace.effectsOf(action.id)).toEqual([out]);
      expect(consequences(trace, action.id).map((hop) => hop.kind)).toEqual([
        "action",
        "frame",
        "server",
        "server",
        "frame",
      ]);
      expect(receivers(trace, action.id)).toEqual(["Bob"]);
    });
  }

  it("does not know the receivers before the server has handled the event", () => {
    const trace = createTrace();
    const action = trace.append({
      kind: "action",
      at: 0,
      client: "Alice",
      label: "Say",
    });
    trace.append(frame({ cause: action.id }));
    expect(receivers(trace, action.id)).toBeUndefined();
  });

  it("keeps steps of two runs apart though both count from 1", () => {
    const trace = createTrace();
    broadcast(trace, true);
    const step = (id: number, cause?: number) =>
      trace.append({
        kind: "server",
        at: 2,
        run: "second",
        step: {
          kind: "handler",
          id,
          at: 0,
          namespace: "/",
          event: "connection",
          engine: "z",
          ...(cause === undefined
            ? {}
            : { cause: { by: "hop", hop: cause } as const }),
        },
      });
    const first = step(1);
    const second = step(2, 1);
    expect(trace.causeOf(second.id)).toBe(first);
    expect(trace.effectsOf(first.id)).toEqual([second]);
  });

  it("tells each subscriber of each hop, until it leaves", () => {
    const trace = createTrace();
    const seen: number[] = [];
    const stop = trace.subscribe((hop) => seen.push(hop.id));
    trace.append({ kind: "note", at: 0, text: "one" });
    stop();
    trace.append({ kind: "note", at: 0, text: "two" });
    expect(seen).toEqual([0]);
  });

  it("tells of no hop of a batch before all of it has its place", () => {
    const trace = createTrace();
    const lengths: number[] = [];
    trace.subscribe(() => lengths.push(trace.hops.length));
    trace.appendAll([
      { kind: "note", at: 0, text: "one" },
      { kind: "note", at: 0, text: "two" },
    ]);
    expect(lengths).toEqual([2, 2]);
  });

  it("refuses a hop number it does not have", () => {
    expect(() => createTrace().causeOf(3)).toThrow("The trace has no hop 3");
  });
});
