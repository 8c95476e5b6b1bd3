import { describe, expect, it } from "vitest";
import { VirtualRequest, VirtualResponse, type Answer } from "./http.ts";

const peer = { remoteAddress: "10.0.0.1", encrypted: false } as const;
const request = (body?: string): VirtualRequest =>
  new VirtualRequest(
    { method: "POST", url: "/a?b=c", headers: {} },
    peer,
    body,
  );

describe("a request", () => {
  it("gives its body once somebody listens for its end, never in the same turn", async () => {
    const req = request("hello").setEncoding();
    const come: string[] = [];
    req.on("data", (text: string) => come.push(text));
    await Promise.resolve();
    expect(come).toEqual([]);
    req.on("end", () => come.push("end"));
    expect(come).toEqual([]);
    await Promise.resolve();
    expect(come).toEqual(["hello", "end"]);
  });

  it("ends without data when it has no body", async () => {
    const req = request();
    const come: string[] = [];
    req.on("data", (text: string) => come.push(text));
    await new Promise<void>((done) => req.on("end", done));
    expect(come).toEqual([]);
  });

  it("that is destroyed says so once and gives nothing", async () => {
    const req = request("hello");
    let closed = 0;
    req.on("close", () => closed++);
    req.on("end", () => expect.unreachable());
    req.destroy().destroy();
    await Promise.resolve();
    expect(closed).toBe(1);
  });
});

describe("a response", () => {
  const answers = () => {
    const sent: Answer[] = [];
    return {
      sent,
      res: new VirtualResponse(request(), (one) => sent.push(one)),
    };
  };

  it("is sent once, whole, with its headers in small letters", () => {
    const { sent, res } = answers();
    res.setHeader("X-One", 1).setHeader("X-Two", 2).removeHeader("x-two");
    expect(res.getHeader("x-ONE")).toBe("1");
    expect(res.headersSent).toBe(false);
    res.writeHead(413, { "Content-Type": "text/plain" });
    expect(res.headersSent).toBe(true);
    res.write("a");
    res.end("b").end("c");
    expect(sent).toEqual([
      {
        status: 413,
        headers: { "x-one": "1", "content-type": "text/plain" },
        body: "ab",
      },
    ]);
  });

  it("tells that it is finished and closed, in a turn of its own", async () => {
    const { res } = answers();
    const told: string[] = [];
    for (const event of ["finish", "close"])
      res.on(event, () => told.push(event));
    res.end();
    expect(told).toEqual([]);
    await Promise.resolve();
    expect(told).toEqual(["finish", "close"]);
  });
});
