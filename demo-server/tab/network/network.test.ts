import { afterEach, expect, it } from "vitest";
import type { ToClient, ToServer } from "#contract/network.ts";
import type { VirtualRequest, VirtualResponse } from "./http.ts";
import { createNetwork, type NetworkServer } from "./network.ts";
import type { VirtualUpgrade, VirtualWebSocket } from "./websocket.ts";
import type { VirtualSession } from "./webtransport.ts";

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Plugs in a client; `ask` sends and gives the next message that comes. */
function plugIn(server: Partial<NetworkServer> | undefined) {
  const attach = createNetwork(() => server as NetworkServer | undefined);
  return () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1);
    attach(port2);
    const next = (): Promise<ToClient> =>
      new Promise((done) => {
        port1.onmessage = ({ data }: MessageEvent<ToClient>) => done(data);
      });
    return {
      next,
      send: (message: ToServer) => port1.postMessage(message),
      ask(message: ToServer) {
        const answer = next();
        port1.postMessage(message);
        return answer;
      },
    };
  };
}

const GET = {
  kind: "request",
  id: 1,
  method: "GET",
  url: "/a?b",
  headers: {},
} as const;
const OPEN = { kind: "websocket", id: 1, url: "/a?b", headers: {} } as const;

it("answers that there is no server", async () => {
  const client = plugIn(undefined)();
  expect(await client.ask(GET)).toMatchObject({
    kind: "response",
    status: 503,
  });
  expect(await client.ask(OPEN)).toEqual({
    kind: "refused",
    id: 1,
    status: 503,
  });
  expect(await client.ask({ kind: "webtransport", id: 2 })).toEqual({
    kind: "refused",
    id: 2,
    status: 503,
  });
});

it.each(["//?EIO=4", "http:", "http:/[[/?EIO=4"])(
  "answers what names no address, which Engine.IO cannot read: %s",
  async (url) => {
    const client = plugIn({})();
    expect(await client.ask({ ...GET, url })).toMatchObject({
      kind: "response",
      status: 400,
    });
    expect(await client.ask({ ...OPEN, url })).toEqual({
      kind: "refused",
      id: 1,
      status: 400,
    });
  },
);

it("hands on a request with its body, and its answer, each client from its own address", async () => {
  const addresses: string[] = [];
  const plug = plugIn({
    handleRequest(req: VirtualRequest, res: VirtualResponse) {
      addresses.push(req.socket.remoteAddress);
      let body = "";
      req.on("data", (text: string) => (body += text));
      req.on("end", () =>
        res.writeHead(200, {}).end(`${req.method} ${req.url} ${body}`),
      );
    },
  });
  expect(await plug().ask({ ...GET, body: "hi" })).toEqual({
    kind: "response",
    id: 1,
    status: 200,
    headers: {},
    body: "GET /a?b hi",
  });
  await plug().ask(GET);
  expect(addresses).toEqual(["10.0.0.1", "10.0.0.2"]);
});

it("tells a request that its client waits no longer", async () => {
  const closed = Promise.withResolvers<void>();
  const client = plugIn({
    handleRequest: (req: VirtualRequest) =>
      void req.on("close", closed.resolve),
  })();
  client.send(GET);
  client.send({ kind: "abort", id: 1 });
  await closed.promise;
});

it("opens a WebSocket, carries frames both ways, and tells each end of the other's close", async () => {
  const opened = Promise.withResolvers<VirtualWebSocket>();
  const client = plugIn({
    handleUpgrade(req: VirtualRequest, upgrade: VirtualUpgrade) {
      expect(req.headers).toEqual({
        connection: "Upgrade",
        upgrade: "websocket",
      });
      opened.resolve(upgrade.accept());
    },
  })();
  expect(await client.ask(OPEN)).toEqual({ kind: "open", id: 1 });
  const socket = await opened.promise;
  socket.on("message", (data: Buffer, binary: boolean) =>
    // A view of a larger buffer: only what it shows may travel.
    socket.send(
      binary
        ? Buffer.concat([data, data]).subarray(1, 3)
        : `${data.toString()}!`,
    ),
  );
  expect(await client.ask({ kind: "data", id: 1, data: "hi" })).toEqual({
    kind: "data",
    id: 1,
    data: "hi!",
  });
  expect(
    await client.ask({ kind: "data", id: 1, data: Uint8Array.of(1, 2).buffer }),
  ).toEqual({ kind: "data", id: 1, data: Uint8Array.of(2, 1).buffer });
  const gone = new Promise((done) => socket.once("close", done));
  client.send({ kind: "close", id: 1, code: 1000, reason: "" });
  expect(await gone).toBe(1000);
});

it("tells a client that the server has closed", async () => {
  const client = plugIn({
    handleUpgrade: (_req: VirtualRequest, upgrade: VirtualUpgrade) =>
      upgrade.accept().close(1001, "bye"),
  })();
  await client.ask(OPEN);
  expect(await client.next()).toEqual({
    kind: "close",
    id: 1,
    code: 1001,
    reason: "bye",
  });
});

it("opens a WebTransport session of one stream of bytes", async () => {
  const sessions = Promise.withResolvers<VirtualSession>();
  const client = plugIn({ onWebTransportSession: sessions.resolve })();
  expect(await client.ask({ kind: "webtransport", id: 1 })).toEqual({
    kind: "open",
    id: 1,
  });
  const session = await sessions.promise;
  const { value: stream } = await session.incomingBidirectionalStreams
    .getReader()
    .read();
  const come = client.next();
  await stream?.writable.getWriter().write(Uint8Array.of(9));
  expect(await come).toEqual({
    kind: "data",
    id: 1,
    data: Uint8Array.of(9).buffer,
  });
  client.send({ kind: "data", id: 1, data: Uint8Array.of(7).buffer });
  const reader = stream?.readable.getReader();
  expect((await reader?.read())?.value).toEqual(Uint8Array.of(7));
  const closing = client.next();
  session.close();
  session.close();
  expect(await closing).toEqual({ kind: "close", id: 1, code: 0, reason: "" });
  await session.closed;
  expect((await reader?.read())?.done).toBe(true);
});

it("tells a session that its client has gone", async () => {
  const sessions = Promise.withResolvers<VirtualSession>();
  const client = plugIn({ onWebTransportSession: sessions.resolve })();
  client.send({ kind: "webtransport", id: 1 });
  client.send({ kind: "close", id: 1, code: 0, reason: "" });
  await (
    await sessions.promise
  ).closed;
});
