import { describe, expect, it } from "vitest";
import { VirtualRequest } from "./http.ts";
import {
  VirtualUpgrade,
  VirtualWebSocket,
  VirtualWebSocketServer,
} from "./websocket.ts";

const peer = { remoteAddress: "10.0.0.1", encrypted: false } as const;

function open(maxPayload?: number) {
  const sent: unknown[] = [];
  const socket = new VirtualWebSocket(
    {
      send: (data) => sent.push(data),
      close: (code, reason) => sent.push({ code, reason }),
    },
    peer,
    maxPayload,
  );
  const told: unknown[] = [];
  socket.on("message", (data: Buffer, isBinary: boolean) =>
    told.push([data.toString("latin1"), isBinary]),
  );
  socket.on("close", (code: number, reason: Buffer) =>
    told.push([code, reason.toString()]),
  );
  return { socket, sent, told };
}

describe("a WebSocket", () => {
  it("gives what comes as a Buffer, and says whether it was text", () => {
    const { socket, told } = open();
    socket.received("hi");
    socket.received(Uint8Array.of(1, 2).buffer);
    expect(told).toEqual([
      ["hi", false],
      ["\x01\x02", true],
    ]);
  });

  it("takes as many bytes as it may, and closes where more come", () => {
    const { socket, sent, told } = open(3);
    const errors: unknown[] = [];
    socket.on("error", (error: Error) => errors.push(error.message));
    socket.received("aé");
    socket.received(new ArrayBuffer(4));
    socket.received("late");
    expect(told).toEqual([["a\xc3\xa9", false]]);
    expect(sent).toEqual([{ code: 1009, reason: "" }]);
    expect(errors).toEqual(["Max payload size exceeded"]);
  });

  it("calls back when it has sent, never in the same turn", async () => {
    const { socket, sent } = open();
    let done = false;
    socket.send("hi", () => (done = true));
    expect([sent, done]).toEqual([["hi"], false]);
    await Promise.resolve();
    expect(done).toBe(true);
  });

  it("closes once, with a code, and is silent then", async () => {
    const { socket, sent, told } = open();
    socket.close(1000, "bye");
    socket.close();
    await Promise.resolve();
    socket.received("late");
    socket.send("late");
    socket.closed(1006, "");
    expect(sent).toEqual([{ code: 1000, reason: "bye" }]);
    expect(told).toEqual([[1000, "bye"]]);
    expect(socket.readyState).toBe(3);
  });

  it("tells that the client has gone", () => {
    const { socket, told } = open();
    socket.closed(1005, "");
    expect(told).toEqual([[1005, ""]]);
  });
});

describe("an upgrade", () => {
  const upgrade = () => {
    const { socket, sent } = open();
    const refused: number[] = [];
    return {
      upgrade: new VirtualUpgrade(
        () => socket,
        (status) => refused.push(status),
      ),
      socket,
      sent,
      refused,
    };
  };

  it("is accepted by the server's WebSocket class", () => {
    const { upgrade: asked, socket, refused } = upgrade();
    const req = new VirtualRequest(
      { method: "GET", url: "/", headers: {} },
      peer,
    );
    const server = new VirtualWebSocketServer();
    const headers: unknown[] = [];
    server.on("headers", (list: unknown, of: unknown) =>
      headers.push(list, of),
    );
    server.handleUpgrade(req, asked, undefined, (opened) =>
      expect(opened).toBe(socket),
    );
    expect(headers).toEqual([[], req]);
    expect(refused).toEqual([]);
  });

  it("is refused once, with the status of what was written", () => {
    const { upgrade: asked, refused } = upgrade();
    asked.write("HTTP/1.1 403 Forbidden\r\n\r\n");
    asked.destroy().destroy();
    expect(refused).toEqual([403]);
    expect(asked.writable).toBe(false);
    const other = upgrade();
    other.upgrade.end();
    expect(other.refused).toEqual([400]);
  });

  it("that was accepted is lost when it is destroyed", () => {
    const { upgrade: asked, sent, refused } = upgrade();
    asked.accept();
    asked.destroy();
    expect(sent).toEqual([{ code: 1006, reason: "" }]);
    expect(refused).toEqual([]);
  });
});
