import { beforeEach, describe, expect, it } from "vitest";
import type { ClientName } from "../people.ts";
import { faultSince, notesSince } from "./questions.ts";
import { createTrace, type Trace } from "./trace.ts";

let trace: Trace;
beforeEach(() => {
  trace = createTrace();
});

describe("what was broken and what the lab said", () => {
  it("is the first such fault since a hop, of that client or of the server", () => {
    const fault = (fault: "cut" | "restart", client?: ClientName) =>
      trace.append({ kind: "fault", at: 0, client, fault, text: fault }).id;
    fault("cut", "Alice");
    fault("cut", "Bob");
    const again = fault("cut", "Alice");
    const restart = fault("restart");
    expect(faultSince(trace, 1, "cut", "Alice")).toBe(again);
    expect(faultSince(trace, 0, "restart")).toBe(restart);
    expect(faultSince(trace, 0, "restart", "Alice")).toBeUndefined();
    expect(faultSince(trace, again + 1, "cut", "Alice")).toBeUndefined();
  });

  it("is every note since a hop", () => {
    trace.append({ kind: "note", at: 0, text: "before" });
    const hop = trace.append({
      kind: "action",
      at: 0,
      client: "Alice",
      label: "act",
    }).id;
    trace.append({ kind: "note", at: 0, text: "app.py, line 3: KeyError" });
    expect(notesSince(trace, hop)).toEqual(["app.py, line 3: KeyError"]);
  });
});
