import { expect, it } from "vitest";
import { traceText } from "./trace-text.ts";
import { createTrace } from "./trace.ts";

it("holds the program, the remark and every hop, bytes as hexadecimal digits", () => {
  const trace = createTrace();
  trace.append({ kind: "note", at: 1, text: "It begins." });
  trace.append({
    kind: "frame",
    at: 2,
    client: "Bob",
    direction: "in",
    transport: "websocket",
    engine: "e",
    messages: [1],
    data: Uint8Array.from([0, 255, 16]),
    size: 3,
    cause: undefined,
    line: undefined,
  });
  const program = { source: "// mine", file: "server.js" } as const;
  const read: unknown = JSON.parse(traceText(program, "why", trace));
  expect(read).toEqual({
    roundtrip: 1,
    remark: "why",
    program,
    hops: [
      { id: 0, kind: "note", at: 1, text: "It begins." },
      {
        id: 1,
        kind: "frame",
        at: 2,
        client: "Bob",
        direction: "in",
        transport: "websocket",
        engine: "e",
        messages: [1],
        data: { bytes: "00 ff 10" },
        size: 3,
      },
    ],
  });
});
