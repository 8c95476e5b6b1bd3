import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { expect, it, onTestFinished } from "vitest";
import { STREAM_PATH } from "#contract/stream.ts";
import type { ServerNews } from "./backend.ts";
import { createNodeBackend } from "./node.ts";

/** What a page is told of a host whose stream says these things, then that it runs. */
async function hear(
  ...said: readonly (readonly [string, ...unknown[]])[]
): Promise<string[]> {
  const http = createServer();
  const io = new Server(http, { path: STREAM_PATH });
  io.on("connection", (socket) => {
    for (const [event, ...values] of said) socket.emit(event, ...values);
    socket.emit("closing", { why: "The end." });
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  onTestFinished(() => io.close());
  const { port } = http.address() as AddressInfo;
  const told: string[] = [];
  return new Promise((resolve) => {
    const news: ServerNews = {
      hops: (_, batch) => void told.push(`${batch.length} hops`),
      programError: ({ message }) => void told.push(message),
      programNotice: ({ message }) => void told.push(message),
      refused: ({ message }) => void told.push(message),
      stopped: (why) => void told.push(why),
      note(text, reach) {
        if (text === "The end.") resolve(told);
        else told.push(reach ?? text);
      },
    };
    const backend = createNodeBackend(`http://127.0.0.1:${port}`);
    const server = backend.open({ lesson: "a-lesson" }, news);
    onTestFinished(() => server.close());
  });
}

const ERROR = { message: "No.", file: "server.js" };

it("says that it can't read what no host sends, and goes on", async () => {
  for (const wrong of [
    ["running"],
    ["running", { run: 1 }],
    ["hops", null],
    ["hops", { first: 1, count: 1, at: 0, words: [], rows: [] }],
    [
      "hops",
      { first: 1, count: 1, at: 0, words: [], rows: Buffer.from("abc") },
    ],
    ["programError", { message: 1 }],
    ["refused", { code: "odd", message: "No." }],
    ["webTransport", { certificateHash: "?" }],
    ["closing", "now"],
  ] as const)
    expect(await hear(wrong, ["programError", ERROR])).toEqual([
      "broken",
      "No.",
    ]);
});

it("leaves alone what a newer host says besides", async () => {
  expect(await hear(["weather", 1], ["programError", ERROR])).toEqual(["No."]);
});
