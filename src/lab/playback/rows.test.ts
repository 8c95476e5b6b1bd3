import { describe, expect, test } from "vitest";
import type { FrameHop, Hop } from "../trace/hop.ts";
import { isListed, isProtocol, listRows, packetRows } from "./rows.ts";
import { earlierStart, lastRows, rowsFrom } from "./rows-window.ts";

const frame = (id: number, fields: Partial<FrameHop> = {}): FrameHop => {
  const data = fields.data ?? '42["chat","hello"]';
  return {
    id,
    at: id * 10,
    kind: "frame",
    client: "Alice",
    direction: "out",
    transport: "websocket",
    engine: "e",
    messages: [],
    data,
    size: data.length,
    cause: undefined,
    line: undefined,
    ...fields,
  };
};

const eventOf = (data: string | Uint8Array): string | undefined =>
  packetRows(frame(0, { data }))[0]?.event;

describe("packet rows", () => {
  test("an outgoing packet goes from its client to the server", () => {
    expect(packetRows(frame(3))).toMatchObject([
      {
        key: "3.0",
        hopId: 3,
        at: 30,
        from: "Alice",
        to: "Server",
        event: "chat",
        size: 18,
      },
    ]);
  });

  test("an incoming packet goes from the server to its client", () => {
    const [row] = packetRows(frame(0, { client: "Bob", direction: "in" }));
    expect(row).toMatchObject({ from: "Server", to: "Bob" });
  });

  test("a polling payload gives one row a packet, each with its own size", () => {
    const hop = frame(1, {
      transport: "polling",
      data: '42["é"]\x1e6',
      size: 10,
    });
    expect(
      packetRows(hop).map(({ key, event, size }) => [key, event, size]),
    ).toEqual([
      ["1.0", "é", 8],
      ["1.1", "noop", 1],
    ]);
  });

  test("a hop always gives the same rows", () => {
    const hop = frame(0);
    expect(packetRows(hop)).toBe(packetRows(hop));
  });

  test.each([
    ['0{"sid":"a"}', "open", true],
    ["2", "ping", true],
    ["3probe", "pong probe", true],
    ["5", "upgrade", true],
    ["6", "noop", true],
    ["40", "connect", true],
    ["41", "disconnect", false],
    ['44{"message":"no"}', "connect_error", false],
    ['42["chat"]', "chat", false],
    ["430[1]", "ack 0", false],
    ['461-2[{"_placeholder":true,"num":0}]', "ack 2", false],
    [Uint8Array.of(1), "attachment", false],
    ["nonsense", "malformed", false],
  ])("%s is called %s", (data, event, protocol) => {
    expect(eventOf(data)).toBe(event);
    expect(packetRows(frame(0, { data })).map(isProtocol)).toEqual([protocol]);
  });
});

describe("a window on the rows", () => {
  const frames = Array.from({ length: 10 }, (_, id) =>
    frame(id * 2, id % 2 === 0 ? { data: "2" } : {}),
  );
  const all = () => true;
  const own = (row: Parameters<typeof isProtocol>[0]) => !isProtocol(row);
  const ids = ({ rows }: { rows: readonly { hopId: number }[] }) =>
    rows.map((row) => row.hopId);

  test("shows the last rows and says that there are earlier ones", () => {
    const shown = lastRows(frames, 3, all);
    expect(ids(shown)).toEqual([14, 16, 18]);
    expect(shown).toMatchObject({ earlier: true, later: false });
    expect(lastRows(frames, 10, all).earlier).toBe(false);
  });

  test("counts only the rows that pass", () => {
    expect(ids(lastRows(frames, 3, own))).toEqual([10, 14, 18]);
    expect(lastRows(frames, 5, own)).toMatchObject({ earlier: false });
  });

  test("keeps its start while rows arrive, up to a limit", () => {
    expect(ids(rowsFrom(frames, 12, 10, all))).toEqual([12, 14, 16, 18]);
    const shown = rowsFrom(frames, 4, 3, all);
    expect(ids(shown)).toEqual([4, 6, 8]);
    expect(shown).toMatchObject({ earlier: true, later: true });
  });

  test("reaches back by as many rows as asked", () => {
    expect(earlierStart(frames, 12, 2, all)).toBe(8);
    expect(earlierStart(frames, 12, 2, own)).toBe(6);
    expect(earlierStart(frames, 2, 50, all)).toBe(0);
  });

  test("of an empty trace is empty", () => {
    expect(lastRows([], 3, all)).toEqual({
      rows: [],
      earlier: false,
      later: false,
    });
  });
});

describe("remarks between the packets", () => {
  const at = { id: 4, at: 40, client: "Alice" } as const;

  test.each([
    [
      { ...at, kind: "fault", fault: "cut", text: "Alice's network is cut" },
      "Alice's network is cut",
    ],
    [
      { ...at, kind: "retry", attempt: 2, delay: 1234 },
      "Alice: attempt 2 in 1.23 s",
    ],
    [
      { ...at, kind: "state", state: "disconnected", reason: "ping timeout" },
      "Alice is disconnected: ping timeout",
    ],
    [
      {
        ...at,
        kind: "state",
        state: "connected",
        reason: undefined,
        recovered: true,
      },
      "Alice is back, session recovered",
    ],
  ] satisfies [Hop, string][])("%o", (hop, remark) => {
    expect(isListed(hop)).toBe(true);
    if (!isListed(hop)) return;
    const rows = listRows(hop);
    expect(rows).toMatchObject([{ hopId: 4, at: 40, remark }]);
    expect(rows.map(isProtocol)).toEqual([false]);
    expect(listRows(hop)).toBe(rows);
  });

  test("are not made of what needs none", () => {
    const connecting: Hop = {
      ...at,
      kind: "state",
      state: "connecting",
      reason: undefined,
    };
    expect(isListed(connecting)).toBe(false);
  });
});
