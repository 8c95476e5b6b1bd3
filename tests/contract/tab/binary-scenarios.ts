import type { TransportName } from "#lab/packet/packet.ts";
import { packetsOf } from "#lab/trace/questions.ts";
import { isHandler } from "#lab/trace/trace.ts";
import { openDefinedLab } from "../../support/lab/open-defined-lab.ts";
import { ECHO_BY_ALL } from "./echo.ts";
import { DEFINITION, type BrowserScenario } from "./tab-world.ts";

/** Each kind of data that a browser can send as bytes, with the bytes. */
const binaries = (): [unknown, number[]][] => [
  [new Blob(["hi there"]), [...new TextEncoder().encode("hi there")]],
  [new File(["abc"], "a.txt"), [97, 98, 99]],
  [Uint8Array.of(1, 2, 3).buffer, [1, 2, 3]],
  [Uint8Array.of(9, 1, 2, 9).subarray(1, 3), [1, 2]],
  [Uint16Array.of(0x0201, 0x0403), [1, 2, 3, 4]],
  [new DataView(Uint8Array.of(9, 5, 6).buffer, 1), [5, 6]],
];

const onTransport = (transport: TransportName): BrowserScenario => ({
  name: `carries, counts and shows every kind of binary data on ${transport}`,
  async run({ expect, serve }) {
    const transports =
      transport === "polling" ? ["polling"] : ["polling", transport];
    const options = { Alice: { transports }, Bob: { transports } };
    await using lab = await openDefinedLab(
      "echo-by-all",
      { ...DEFINITION, options },
      serve(ECHO_BY_ALL),
    );
    const socket = lab.socket("Alice");
    const order: number[] = [];
    const ask = async (value: unknown, n: number): Promise<unknown> => {
      const echo: unknown = await socket.emitWithAck("echo", { n, value });
      order.push(n);
      return (echo as { value: unknown }).value;
    };
    // All at once, with a text behind each, which must not overtake it.
    const sent = binaries();
    // Engine.IO cannot carry nothing there.
    if (transport !== "webtransport") sent.push([new Blob([]), []]);
    const answers = sent.map(([value], place) =>
      Promise.all([ask(value, 2 * place), ask("text", 2 * place + 1)]),
    );
    expect(
      (await Promise.all(answers)).map(([echo, text]) => [
        [...new Uint8Array(echo as ArrayBuffer)],
        text,
      ]),
    ).toEqual(sent.map(([, bytes]) => [bytes, "text"]));
    expect(order).toEqual(order.map((_, n) => n));

    // What is drawn: each attachment with its bytes, each handler as the answer to its own packet.
    const packets = packetsOf(lab.trace, { client: "Alice", direction: "out" });
    expect(
      packets
        .filter(({ engine }) => engine === "binary")
        .map(({ bytes }) => [...(bytes ?? [])]),
    ).toEqual(sent.map(([, bytes]) => bytes));
    expect(packets.map(({ error }) => error).filter(Boolean)).toEqual([]);
    await lab.until(() =>
      lab.trace.hops
        .filter(isHandler)
        .filter(({ step }) => step.event === "echo").length ===
      2 * sent.length
        ? true
        : undefined,
    );
    const own = packets.filter(({ engine }) =>
      ["message", "binary"].includes(engine),
    );
    const numbers = lab.trace.hops
      .filter(isHandler)
      .filter(({ step }) => step.event === "echo")
      .map(({ step }) => {
        if (step.cause?.by !== "message") return undefined;
        // Messages count from 1, over all frames of a connection.
        const frame = lab.trace.frameOf("out", step.cause.message);
        return frame && own[step.cause.message[1] - 1]?.args[0];
      })
      .map((value) => (value as { n?: number } | undefined)?.n);
    expect(numbers).toEqual(order);
  },
});

/** What a browser can send beside text; Node's own client has no Blob. */
export const BINARY_SCENARIOS: readonly BrowserScenario[] = (
  ["polling", "websocket", "webtransport"] as const
).map(onTransport);
