/** What a frame tells is the reader's own code's to forge: the page takes it for what it is. */
import { expect, it } from "vitest";
import { openLabOf } from "#lab/lab.ts";
import { createStagePace } from "#lab/playback/stage-pace.ts";
import { isFrame } from "#lab/trace/trace.ts";
import { sandboxInProcess } from "#tests/support/lab/tab-in-process.ts";
import type { SandboxPort } from "../sandbox.ts";
import type { ToFrame } from "./messages.ts";
import { openClients } from "./open-clients.ts";

const DEFINITION = { clients: ["Alice", "Bob"], actions: {} } as const;
const CLIENT = "export default () => null;";
const SERVER = 'import { Server } from "socket.io";\nnew Server(3000);';

/** A lab whose frame says what a test has it say. */
function open() {
  const got: ToFrame[] = [];
  let ended = 0;
  const port: SandboxPort<ToFrame> = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => void got.push(message),
    terminate: () => void ended++,
  };
  const pace = createStagePace(undefined, false);
  const clients = openClients(CLIENT, DEFINITION, port, pace);
  const lab = openLabOf(
    clients.makeClient,
    { source: SERVER, file: "server.js" },
    DEFINITION,
    sandboxInProcess().backend,
    pace,
  );
  return {
    lab,
    got,
    ended: () => ended,
    say: (data: unknown) => port.onmessage?.({ data } as MessageEvent<unknown>),
    [Symbol.dispose]: () => {
      lab.close();
      clients.close();
    },
  };
}

const FRAME = {
  kind: "frame",
  id: 0,
  direction: "out",
  transport: "websocket",
  engine: "e",
  messages: [1],
  data: '42["say"]',
  size: 9,
} as const;

it.for([
  ["what is no message", "hello"],
  ["a kind that there is not", { kind: "escape" }],
  ["a client that there is not", { kind: "hops", client: "Mallory", hops: [] }],
  [
    "a hop of the server’s",
    { kind: "hops", client: "Alice", hops: [{ kind: "server", id: 0 }] },
  ],
  [
    "a frame with a part of another type",
    { kind: "hops", client: "Alice", hops: [{ ...FRAME, data: 5 }] },
  ],
  [
    "a state that there is not",
    { kind: "status", client: "Alice", status: {} },
  ],
  ["an error without a message", { kind: "error", error: {}, ends: false }],
] as const)("ends clients that tell %s", ([, said]) => {
  using opened = open();
  opened.say(said);
  expect(opened.lab.trouble()?.text).toContain("that no client sends");
  expect(opened.ended()).toBe(1);
  // It is heard no more.
  opened.say({ kind: "hops", client: "Alice", hops: [FRAME] });
  expect(opened.lab.trace.hops.filter(isFrame)).toEqual([]);
});

it("ends clients that tell too much, of whatever kind", () => {
  using opened = open();
  // Twice as many as there may be in a second: one may begin meanwhile.
  for (let n = 0; n < 4_001; n++)
    opened.say({ kind: "picture", client: "Alice", picture: n });
  expect(opened.lab.trouble()?.text).toContain("did more in a second");
  expect(opened.ended()).toBe(1);
});

it("takes no cause that is another’s, and no loss of a frame that the client has not told of", () => {
  using opened = open();
  opened.say({
    kind: "hops",
    client: "Alice",
    hops: [
      { ...FRAME, cause: 7 },
      { kind: "lost", id: 1, frame: 9 },
      { kind: "arrival", id: 2, frame: 9 },
      { kind: "action", id: 3, is: 0 },
      { ...FRAME, id: 4, cause: 3 },
      { ...FRAME, id: 5, cause: 0 },
    ],
  });
  opened.say({
    kind: "hops",
    client: "Bob",
    hops: [{ kind: "lost", id: 0, frame: 0 }],
  });
  const { hops } = opened.lab.trace;
  expect(hops.filter(({ kind }) => kind !== "frame")).toEqual([]);
  expect(
    hops.filter(isFrame).map(({ client, cause }) => [client, cause]),
  ).toEqual([
    ["Alice", undefined],
    // No action of the page’s is there: hop 0 is a frame.
    ["Alice", undefined],
    ["Alice", 0],
  ]);
});

it("does not take what the lesson’s own buttons do for the reader’s", () => {
  using opened = open();
  const alice = opened.lab.client("Alice");
  expect(() =>
    alice.perform(0, { who: "Alice", label: "x", run: () => undefined }),
  ).toThrow("another one");
});
