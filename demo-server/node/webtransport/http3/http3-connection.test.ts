import { describe, expect, it } from "vitest";
import { FRAME, writeFrame } from "./frames.ts";
import { CODE, Http3Error } from "./http3-error.ts";
import { createHttp3Connection } from "./http3-connection.ts";
import { type Http3Request } from "./request-stream.ts";
import { readFields } from "./qpack.ts";
import { writeSettings } from "./settings.ts";
import { sessionRequest } from "#tests/support/webtransport/session-client.ts";

/** HTTP/3 on a QUIC that only notes what is done to it. */
function open() {
  const written = new Map<number, Buffer>();
  const ended = new Set<number>();
  const aborted: [stream: number, code: number][] = [];
  const requests: Http3Request[] = [];
  const http3 = createHttp3Connection(
    {
      write(id, bytes, last) {
        written.set(id, Buffer.concat([written.get(id) ?? Buffer.of(), bytes]));
        if (last) ended.add(id);
        return Promise.resolve();
      },
      resume: () => undefined,
      abort: (...given) => void aborted.push(given),
    },
    (request) => void requests.push(request),
  );
  return { http3, written, ended, aborted, requests };
}

const ASK = sessionRequest({ ":authority": "a", ":path": "/" });

const statusOf = (bytes: Buffer | undefined): string | undefined =>
  bytes && readFields(bytes.subarray(2)).get(":status");

/** What is thrown when a stream takes these bytes, whole or one by one. */
function codeOf(
  stream: number,
  bytes: readonly number[],
  last = false,
): unknown {
  const codes = [bytes.length, 1].map((size) => {
    const handler = open().http3.accept(stream);
    try {
      for (let at = 0; at < bytes.length; at += size) {
        const part = bytes.slice(at, at + size);
        handler.data(Buffer.from(part), last && at + size >= bytes.length);
      }
      return undefined;
    } catch (error) {
      return error instanceof Http3Error ? error.code : error;
    }
  });
  expect(codes[0]).toBe(codes[1]);
  return codes[0];
}

describe("HTTP/3", () => {
  it("begins with its settings", () => {
    const { http3, written } = open();
    http3.open();
    expect(written.get(3)).toEqual(
      Buffer.concat([Buffer.of(0), writeSettings()]),
    );
  });

  it.each<[string, number, number[], boolean, number | undefined]>([
    ["settings", 2, [0, 4, 0], false, undefined],
    ["noise after settings", 2, [0, 4, 0, 0x21, 2, 1, 1], false, undefined],
    [
      "a control stream without settings",
      2,
      [0, 0x21, 0],
      false,
      CODE.missingSettings,
    ],
    ["settings twice", 2, [0, 4, 0, 4, 0], false, CODE.frameUnexpected],
    [
      "headers among the settings",
      2,
      [0, 4, 0, 1, 0],
      false,
      CODE.frameUnexpected,
    ],
    [
      "settings of a megabyte",
      2,
      [0, 4, 0x80, 0x10, 0, 0],
      false,
      CODE.excessiveLoad,
    ],
    [
      "an end of the control stream",
      2,
      [0, 4, 0],
      true,
      CODE.closedCriticalStream,
    ],
    ["an end of QPACK's stream", 2, [2], true, CODE.closedCriticalStream],
    ["a push", 2, [1], false, CODE.streamCreationError],
    ["an unknown stream", 2, [0x21, 1, 2, 3], true, undefined],
    ["data before headers", 0, [0, 0], false, CODE.frameUnexpected],
    ["settings on a request's stream", 0, [4, 0], false, CODE.frameUnexpected],
    [
      "headers of a megabyte",
      0,
      [1, 0x80, 0x10, 0, 0],
      false,
      CODE.excessiveLoad,
    ],
    [
      "headers that cannot be read",
      0,
      [1, 1, 0],
      false,
      CODE.decompressionFailed,
    ],
    ["a request that breaks off", 0, [1, 9, 0, 0], true, undefined],
    ["nothing at all", 0, [0x40], true, undefined],
  ])("takes or refuses %s", (_, stream, bytes, last, code) => {
    expect(codeOf(stream, bytes, last)).toBe(code);
  });

  it("takes only one control stream", () => {
    const { http3 } = open();
    http3.accept(2).data(Buffer.of(0, 4, 0), false);
    expect(() => http3.accept(6).data(Buffer.of(0), false)).toThrow(Http3Error);
  });

  it("answers what is no request for a session with 404", () => {
    const { http3, written, ended, requests } = open();
    const get = sessionRequest({ ":method": "GET", ":path": "/" });
    http3.accept(0).data(get, true);
    http3.accept(4).data(get, false);
    expect(requests).toEqual([]);
    expect(statusOf(written.get(4))).toBe("404");
    expect(ended).toContain(4);
  });
});

describe("a session", () => {
  it("is granted, takes one stream, and ends when the client ends it", async () => {
    const { http3, written, ended, aborted, requests } = open();
    const asking = http3.accept(0);
    asking.data(ASK, false);
    const session = requests[0]?.accept();
    expect(statusOf(written.get(0))).toBe("200");
    expect(ended).not.toContain(0);
    const stream = http3.accept(4);
    stream.data(Buffer.of(0x40, 0x41, 0, 7, 8), false);
    http3.accept(8).data(Buffer.of(0x40, 0x41, 0), false);
    expect(aborted).toEqual([[8, CODE.streamRejected]]);
    const incoming = session?.incomingBidirectionalStreams.getReader();
    const { value } = (await incoming?.read()) ?? {};
    const reader = value?.readable.getReader();
    expect((await reader?.read())?.value).toEqual(Buffer.of(7, 8));
    const writer = value?.writable.getWriter();
    await writer?.write(Uint8Array.of(1, 2));
    expect(written.get(4)).toEqual(Buffer.of(1, 2));
    asking.data(writeFrame(FRAME.data, Buffer.from("capsule")), true);
    expect((await reader?.read())?.done).toBe(true);
    await session?.closed;
    expect((await incoming?.read())?.done).toBe(true);
  });

  it("holds up a client that sends faster than it is read", async () => {
    const { http3, requests } = open();
    http3.accept(0).data(ASK, false);
    const session = requests[0]?.accept();
    const stream = http3.accept(4);
    stream.data(Buffer.of(0x40, 0x41, 0), false);
    expect(stream.ready()).toBe(true);
    stream.data(Buffer.of(1), false);
    expect(stream.ready()).toBe(false);
    const { value } =
      (await session?.incomingBidirectionalStreams.getReader().read()) ?? {};
    const reader = value?.readable.getReader();
    await reader?.read();
    expect(stream.ready()).toBe(true);
    stream.data(Buffer.of(2), false);
    // Of a stream that nobody wants to read, the rest is thrown away.
    await reader?.cancel();
    expect(stream.ready()).toBe(true);
    stream.data(Buffer.of(3), true);
  });

  it("is there once on a connection, and not where it was refused or has gone", async () => {
    const { http3, written, aborted, requests } = open();
    http3.accept(0).data(ASK, false);
    http3.accept(4).data(ASK, false);
    http3.accept(8).data(ASK, false);
    requests[1]?.refuse(403);
    expect(statusOf(written.get(4))).toBe("403");
    await requests[1]?.accept().closed;
    requests[0]?.accept();
    await requests[2]?.accept().closed;
    expect(aborted).toEqual([[8, CODE.requestRejected]]);
    const late = http3.accept(12);
    late.data(ASK, false);
    late.broken();
    await requests[3]?.accept().closed;
    expect(written.has(12)).toBe(false);
  });

  it("ends when the server ends it, and with its connection", async () => {
    const { http3, ended, requests } = open();
    http3.accept(0).data(ASK, false);
    const session = requests[0]?.accept();
    session?.close();
    await session?.closed;
    await expect.poll(() => [...ended]).toEqual([0]);
    const other = open();
    other.http3.accept(0).data(ASK, false);
    const lost = other.requests[0]?.accept();
    other.http3.over();
    await lost?.closed;
  });
});
