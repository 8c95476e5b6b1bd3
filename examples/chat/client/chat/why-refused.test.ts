import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { expect, it, onTestFinished } from "vitest";
import { whyRefused } from "./why-refused.ts";

/** What a client makes of a server that answers it so. */
async function reasonAt(answer: RequestListener): Promise<string | undefined> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}`, { forceNew: true });
  onTestFinished(() => void socket.disconnect());
  return new Promise((resolve) => {
    socket.once("connect_error", (error) => resolve(whyRefused(error)));
    socket.once("disconnect", (_, details) => resolve(whyRefused(details)));
  });
}

const HANDSHAKE =
  '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}';

it("repeats what a server says as it refuses a connection", async () => {
  const told = await reasonAt((_, res) =>
    res.writeHead(503).end('{"code":"too-many-clients","message":"Full."}'),
  );
  expect(told).toBe("Full.");
  const inPython = await reasonAt((_, res) =>
    res.writeHead(400).end('"This origin is not accepted."'),
  );
  expect(inPython).toBe("This origin is not accepted.");
});

it("hears it too when it's said only after the handshake", async () => {
  const told = await reasonAt((req, res) => {
    if (req.method === "GET") res.end(HANDSHAKE);
    else res.writeHead(403).end('{"message":"Not from there."}');
  });
  expect(told).toBe("Not from there.");
});

it("says that a server isn't working, and nothing of one that is only restarting", async () => {
  const broken = await reasonAt((_, res) =>
    res.writeHead(502).end("<h1>Bad Gateway</h1>"),
  );
  expect(broken).toBe("The server isn't working (HTTP status 502).");
  const over = await reasonAt((_, res) =>
    res.writeHead(400).end('{"code":1,"message":"Session ID unknown"}'),
  );
  expect(over).toBeUndefined();
  const cut = await reasonAt((req) => void req.socket.destroy());
  expect(cut).toBeUndefined();
});
