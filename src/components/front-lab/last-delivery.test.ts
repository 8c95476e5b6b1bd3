import { expect, it } from "vitest";
import { createTrace, type NewHop } from "#lab/trace/trace.ts";
import { watchDeliveries } from "./last-delivery.ts";

const frame = (
  at: number,
  how: Partial<Extract<NewHop, { kind: "frame" }>>,
): NewHop => ({
  kind: "frame",
  at,
  client: "Alice",
  direction: "out",
  transport: "websocket",
  engine: "a",
  messages: [1],
  data: '42["chat","hi"]',
  size: 15,
  cause: undefined,
  line: undefined,
  ...how,
});

it("tells of what one client's message brought another once it has arrived, and how long it took", () => {
  const trace = createTrace();
  const read = watchDeliveries(trace);
  const sent = trace.append(frame(100, {}));
  expect(read()).toBeUndefined();
  const held = {
    client: "Bob",
    direction: "in",
    engine: "b",
    cause: sent.id,
  } as const;
  const toBob = trace.append(frame(700, { ...held, held: true }));
  expect(read()).toBeUndefined();
  trace.append({ kind: "arrival", at: 1_300, client: "Bob", frame: toBob.id });
  expect(read()).toEqual({ frame: toBob, took: 1_200 });
  expect(read()).toBe(read());
  // In real time a frame arrives as it stands in the trace.
  const again = trace.append(frame(1_400, { ...held, messages: [2] }));
  expect(read()).toEqual({ frame: again, took: 1_300 });
});
