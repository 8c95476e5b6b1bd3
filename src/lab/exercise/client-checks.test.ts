import { expect, it } from "vitest";
import { createTrace } from "../trace/trace.ts";
import { sends } from "./client-checks.ts";
import type { Run } from "./exercise.ts";

/** A run in which Bob sends an order so often, and the server is done with so many of them. */
function ordered(times: number, done: number): Run {
  const trace = createTrace();
  for (let n = 1; n <= times; n++)
    trace.append({
      kind: "frame",
      at: n,
      client: "Bob",
      direction: "out",
      transport: "websocket",
      engine: "b",
      messages: [n],
      data: `42${n}["order","tea"]`,
      size: 18,
      cause: undefined,
      line: undefined,
    });
  for (let n = 1; n <= done; n++)
    trace.append({
      kind: "server",
      at: n,
      run: "1",
      step: {
        kind: "done",
        event: "order",
        namespace: "/",
        id: n,
        at: n,
        engine: "b",
        cause: { by: "message", message: ["b", n] },
      },
    });
  return {
    trace,
    word: (name) => name,
    programs: { "server.js": "", "client.jsx": "" },
    hopOf: () => 0,
  };
}

const ask = sends({ event: "order", args: () => ["tea"], who: ["Bob"] });

it("passes where a client sent an event once, and the server was done with it", () => {
  expect(ask(ordered(1, 1)).verdict).toBe("passed");
  expect(ask(ordered(2, 2)).verdict).toBe("failed");
  expect(ask(ordered(0, 0)).verdict).toBe("failed");
});

it("proves nothing while the server isn't done with what a client sent: it may be one too many", () => {
  expect(ask(ordered(2, 1)).verdict).toBe("not shown");
  expect(ask(ordered(1, 0)).verdict).toBe("not shown");
});
