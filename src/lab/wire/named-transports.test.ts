import { NodeWebSocket, NodeXHR, type ManagerOptions } from "socket.io-client";
import { expect, test } from "vitest";
import { nameTransports } from "./named-transports.ts";

class Polling extends NodeXHR {}
class WebSocket extends NodeWebSocket {}

const named = (names?: string[]): Partial<ManagerOptions> => {
  const opts: Partial<ManagerOptions> = { transports: [Polling, WebSocket] };
  nameTransports(opts, names);
  return opts;
};

test("leaves all of a manager's transports where none are named", () => {
  expect(named().transports).toEqual([Polling, WebSocket]);
});

test("keeps the order in which they are named, and leaves out what is not there", () => {
  const { transports } = named(["webtransport", "websocket", "polling"]);
  expect(transports).toEqual([WebSocket, Polling]);
  expect(named(["webtransport"]).transports).toEqual([]);
});

test("takes another list of names later, out of all there are", () => {
  const opts = named(["polling"]);
  opts.transports = ["websocket"];
  expect(opts.transports).toEqual([WebSocket]);
  expect({ ...opts }.transports).toEqual([WebSocket]);
});
