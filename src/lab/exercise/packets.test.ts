import { expect, it } from "vitest";
import { packetsOf } from "../trace/questions.ts";
import { createTrace } from "../trace/trace.ts";
import type { Run } from "./exercise.ts";
import { asReceived, receivedBy } from "./packets.ts";

/** A run in which Bob received a payload of long-polling: an event, a ping, and an acknowledgement. */
function polled(): Run {
  const trace = createTrace();
  const emitted = (id: number, line: number, n: number, event?: string) => ({
    kind: "server" as const,
    at: 1,
    run: "r",
    step: {
      kind: "emit" as const,
      id,
      at: 1,
      line,
      how: event === undefined ? ("ack" as const) : ("socket" as const),
      namespace: "/",
      ...(event !== undefined && { event }),
      rooms: [],
      except: [],
      to: [["e", n] as [string, number]],
    },
  });
  trace.appendAll([
    emitted(1, 2, 4, "a"),
    emitted(2, 3, 5),
    {
      kind: "frame",
      at: 2,
      client: "Bob",
      direction: "in",
      transport: "polling",
      engine: "e",
      messages: [4, 5, 6],
      data: '42["a"]\u001e2\u001e430[1]\u001e42["forged"]',
      size: 30,
      cause: undefined,
      line: undefined,
    },
  ]);
  return {
    trace,
    word: (name) => name,
    programs: { "server.js": "one\ntwo\nthree" },
    hopOf: () => undefined,
  };
}

it("names for each packet of a payload the line that sent it, not that of the first", () => {
  const run = polled();
  const lines = packetsOf(run.trace, { client: "Bob" }).map(
    (packet) => [packet.text, asReceived(run, packet).sentBy?.code] as const,
  );
  expect(lines).toEqual([
    ['42["a"]', "two"],
    ["2", undefined],
    ["430[1]", "three"],
    ['42["forged"]', undefined],
  ]);
});

it("counts an event that the server's own steps know, and no other of the same payload", () => {
  const run = polled();
  const received = receivedBy(run, "Bob", { since: 0 });
  expect(received.map(({ event }) => event)).toEqual(["a"]);
});
