import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";

/** A server that nothing in a sandbox may reach, with what has reached it and the page. */
export interface Elsewhere extends AsyncDisposable {
  readonly origin: string;
  /** Addresses that it was asked for. */
  readonly hits: readonly string[];
  connections(): number;
  /** What the page has heard by its window and its channels. */
  heard(): Promise<unknown[]>;
}

/** Opens it, and has the page note what reaches it. */
export async function openElsewhere(page: Page): Promise<Elsewhere> {
  const hits: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.writeHead(200, { "access-control-allow-origin": "*" }).end("1");
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const heard = await page.evaluateHandle(() => {
    const messages: unknown[] = [];
    addEventListener("message", ({ data }) => messages.push(data));
    const channel = new BroadcastChannel("roundtrip");
    channel.onmessage = ({ data }) => messages.push(data);
    return messages;
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    hits,
    connections: () => connections,
    heard: () => heard.jsonValue(),
    [Symbol.asyncDispose]: () =>
      new Promise((done) => server.close(() => done())),
  };
}

/** Whether a way was refused, of what a program says of its attempts. */
export const isRefused = ([, result]: readonly [string, string]): boolean =>
  /^(refused|nothing|no answer)/.test(result);
