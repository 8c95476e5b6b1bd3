import { Server as Engine } from "engine.io";
import { afterEach, beforeEach } from "vitest";
import {
  createNetwork,
  type NetworkServer,
} from "#server/tab/network/network.ts";
import { VirtualWebSocketServer } from "#server/tab/network/websocket.ts";
import { createMachine, type Machine } from "./machine.ts";

/** Milliseconds. */
export const PING_INTERVAL = 300;
export const PING_TIMEOUT = 200;
export const POLLING = "/engine.io/?EIO=4&transport=polling";
export const WEBSOCKET = "/engine.io/?EIO=4&transport=websocket";

/** A machine on the network of an engine that sends each message back, new for each test. */
export function useEngine() {
  let engine: Engine;
  let machine: Machine;

  beforeEach(() => {
    engine = new Engine({
      pingInterval: PING_INTERVAL,
      pingTimeout: PING_TIMEOUT,
      transports: ["polling", "websocket", "webtransport"],
      wsEngine: VirtualWebSocketServer,
    });
    engine.on(
      "connection",
      (socket: {
        on(event: "data", echo: (data: string | Buffer) => void): void;
        send(data: string | Buffer): void;
      }) => socket.on("data", (data) => socket.send(data)),
    );
    machine = createMachine(
      createNetwork(() => engine as unknown as NetworkServer),
    );
  });
  afterEach(() => {
    engine.close();
    machine.close();
  });

  const get = (url: string) => machine.request("GET", url);
  return {
    /** The engine of the test that runs. */
    engine: () => engine,
    get,
    post: (url: string, body: string) => machine.request("POST", url, body),
    open: (...values: Parameters<Machine["open"]>) => machine.open(...values),
    request: (...values: Parameters<Machine["request"]>) =>
      machine.request(...values),
    /** Opens a session by polling; returns what names it in a query. */
    async openSession(): Promise<string> {
      const { body } = await get(POLLING);
      const { sid } = JSON.parse(body.slice(1)) as { sid: string };
      return `&sid=${sid}`;
    },
  };
}
