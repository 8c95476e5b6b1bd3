import type { Data, Driver } from "../driver.ts";
import { request } from "../inputs/requests.ts";
import { exchange, exchangeFrames } from "./exchange.ts";

/** Sends inputs to a host, each on a connection of its own. */
export const createHttpDriver = (url: URL): Driver => ({
  async open(path) {
    const { answer } = await exchange(
      url,
      Buffer.from(
        `GET ${path}/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n`,
      ),
    );
    return /"sid":"([^"]+)"/.exec(answer)?.[1];
  },
  post: (path, sid, payload) => exchange(url, posted(path, sid, payload)),
  frames(path, sid, frames) {
    const session = sid === undefined ? "" : `&sid=${sid}`;
    const target = `${path}/?EIO=4&transport=websocket${session}`;
    return exchangeFrames(url, target, frames);
  },
  request: (random, path, sid, body) =>
    exchange(url, request(random, path, sid, body)),
});

/** A payload as long polling sends it. */
function posted(path: string, sid: string, payload: Data): Buffer {
  const body = Buffer.from(payload);
  const head = `POST ${path}/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
