import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FromTab, ToTab } from "#contract/tab.ts";
import { evaluateInNode } from "#server/node/programs/evaluate.ts";
import { compileProgram } from "#server/program/compile.ts";
import { createTabHost } from "#server/tab/host.ts";
import { createScopes } from "#server/tab/scopes.ts";
import { createMachine, type Frames, type Machine } from "./machine.ts";

const POLLING = "/socket.io/?EIO=4&transport=polling";
const WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

/** The program that the protocol's own suite is run against. */
const PROGRAM = `import { Server } from "socket.io";
const io = new Server(3000, {
  pingInterval: 10_000, pingTimeout: 10_000, connectTimeout: 300,
});
const serve = (socket) => {
  socket.emit("auth", socket.handshake.auth);
  socket.on("message", (...values) => socket.emit("message-back", ...values));
  socket.on("message-with-ack", (...values) => {
    const acknowledge = values.pop();
    acknowledge(...values);
  });
  socket.on("ask", () => socket.emit("question", (answer) => socket.emit("answered", answer)));
  socket.on("kick", (close) => socket.disconnect(close));
};
io.on("connection", serve);
io.of("/custom").on("connection", serve);
io.of("/guarded").use((_socket, next) => {
  next(Object.assign(new Error("not authorized"), { data: { code: "E_AUTH" } }));
});
`;

let machine: Machine;
let control: MessagePort;

beforeEach(() => {
  const channel = new MessageChannel();
  control = channel.port1;
  createTabHost({
    control: channel.port2,
    evaluate: evaluateInNode,
    scopes: createScopes(),
    compileSource: (source, setting) =>
      Promise.resolve(compileProgram(source, setting)),
  });
  const tell = (message: ToTab, transfer: Transferable[] = []): void =>
    control.postMessage(message, transfer);
  // Clients may come before the program runs: what they ask for waits.
  machine = createMachine((port) => tell({ kind: "client", port }, [port]));
  tell({ kind: "run", program: { source: PROGRAM } });
});
afterEach(() => {
  machine.close();
  control.close();
});

async function connect(packet: string): Promise<Frames> {
  const socket = machine.open("websocket", WEBSOCKET);
  await socket.data();
  socket.send(packet);
  return socket;
}

/** Connects to the main namespace and takes what comes first. */
async function connectMain(): Promise<Frames> {
  const socket = await connect("40");
  await socket.data();
  await socket.data();
  return socket;
}

describe("a connect", () => {
  it.each([
    ["the main namespace", "40", /^40\{"sid":"[\w-]{20}"\}$/, "{}"],
    ["it with auth", '40{"token":"123"}', /^40\{"sid":/, '{"token":"123"}'],
  ])("to %s is answered", async (_case, packet, answer, auth) => {
    const socket = await connect(packet);
    expect(await socket.data()).toMatch(answer);
    expect(await socket.data()).toBe(`42["auth",${auth}]`);
  });

  it.each([
    ["another namespace", "40/custom,", "{}"],
    ["it with auth", '40/custom,{"token":"abc"}', '{"token":"abc"}'],
  ])("to %s is answered", async (_case, packet, auth) => {
    const socket = await connect(packet);
    expect(await socket.data()).toMatch(/^40\/custom,\{"sid":"[\w-]{20}"\}$/);
    expect(await socket.data()).toBe(`42/custom,["auth",${auth}]`);
  });

  it("to a namespace that is not there is refused", async () => {
    const socket = await connect("40/random");
    expect(await socket.data()).toBe(
      '44/random,{"message":"Invalid namespace"}',
    );
  });

  it("that middleware refuses says why, with its data", async () => {
    const socket = await connect("40/guarded,");
    expect(await socket.data()).toBe(
      '44/guarded,{"message":"not authorized","data":{"code":"E_AUTH"}}',
    );
  });

  it("must come in time", async () => {
    const socket = machine.open("websocket", WEBSOCKET);
    await socket.data();
    await socket.closed();
  });

  it("by polling is answered in the next poll", async () => {
    const { body } = await machine.request("GET", POLLING);
    const { sid } = JSON.parse(body.slice(1)) as { sid: string };
    const url = `${POLLING}&sid=${sid}`;
    expect((await machine.request("POST", url, "40")).body).toBe("ok");
    let come = "";
    while (!come.includes("auth"))
      come += `\x1e${(await machine.request("GET", url)).body}`;
    expect(come.slice(1).split("\x1e")).toEqual([
      expect.stringMatching(/^40\{"sid":/),
      '42["auth",{}]',
    ]);
  });
});

describe("a malformed packet ends the connection", () => {
  it.each([
    ["no packet at all", "4abc"],
    ["an event without a name", "42{}"],
    ["an event whose name is no text", '42[{"a":1}]'],
    ["a reserved event", '42["connect"]'],
    ["an acknowledgement without values", "431{}"],
    ["more attachments than may be", "4511-[]"],
  ])("%s", async (_case, packet) => {
    const socket = await connectMain();
    socket.send(packet);
    await socket.closed();
  });

  it("bytes that nobody announced", async () => {
    const socket = await connectMain();
    socket.send(Uint8Array.of(1).buffer);
    await socket.closed();
  });
});

describe("a disconnect", () => {
  it("from one namespace leaves the other", async () => {
    const socket = await connectMain();
    socket.send("40/custom");
    await socket.data();
    await socket.data();
    socket.send("41/custom");
    socket.send('42["message","to the main namespace"]');
    expect(await socket.data()).toBe(
      '42["message-back","to the main namespace"]',
    );
    // An event for the namespace that was left is not allowed.
    socket.send('42/custom,["message","nobody"]');
    await socket.closed();
  });

  it("by the server is said, and closes the connection when it is told to", async () => {
    const socket = await connectMain();
    socket.send('42["kick",false]');
    expect(await socket.data()).toBe("41");
    const other = await connectMain();
    other.send('42["kick",true]');
    expect(await other.data()).toBe("41");
    await other.closed();
  });
});

describe("an event", () => {
  it("carries values of every kind", async () => {
    const socket = await connectMain();
    socket.send('42["message",1,"2",{"3":[true,null]}]');
    expect(await socket.data()).toBe(
      '42["message-back",1,"2",{"3":[true,null]}]',
    );
  });

  it("carries attachments", async () => {
    const socket = await connectMain();
    const head =
      '["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]';
    socket.send(`452-${head}`);
    socket.send(Uint8Array.of(1, 2, 3).buffer);
    socket.send(Uint8Array.of(4, 5, 6).buffer);
    expect(await socket.data()).toBe(
      `452-${head.replace("message", "message-back")}`,
    );
    expect(await socket.data()).toEqual(Uint8Array.of(1, 2, 3).buffer);
    expect(await socket.data()).toEqual(Uint8Array.of(4, 5, 6).buffer);
  });

  it("is acknowledged by its number", async () => {
    const socket = await connectMain();
    socket.send('42456["message-with-ack",1,"2",{"3":[false]}]');
    expect(await socket.data()).toBe('43456[1,"2",{"3":[false]}]');
  });

  it("is acknowledged with attachments", async () => {
    const socket = await connectMain();
    socket.send('451-789["message-with-ack",{"_placeholder":true,"num":0}]');
    socket.send(Uint8Array.of(7).buffer);
    expect(await socket.data()).toBe('461-789[{"_placeholder":true,"num":0}]');
    expect(await socket.data()).toEqual(Uint8Array.of(7).buffer);
  });

  it("of the server is acknowledged by the client", async () => {
    const socket = await connectMain();
    socket.send('42["ask"]');
    expect(await socket.data()).toBe('420["question"]');
    socket.send('430["four"]');
    expect(await socket.data()).toBe('42["answered","four"]');
  });
});

describe("the host in the worker", () => {
  it("answers pings and tells hops while it serves", async () => {
    const news = new Promise<FromTab[]>((done) => {
      const heard: FromTab[] = [];
      control.onmessage = ({ data }: MessageEvent<FromTab>) => {
        heard.push(data);
        if (data.kind === "hops") done(heard);
      };
    });
    control.postMessage({ kind: "ping", n: 7 } satisfies ToTab);
    await connectMain();
    const heard = await news;
    expect(heard).toContainEqual({ kind: "pong", n: 7 });
    expect(heard).toContainEqual({ kind: "started", failed: false });
    expect(heard[0]).toEqual({ kind: "ready" });
  });
});
