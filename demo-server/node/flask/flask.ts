import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import {
  FLASK_PREFIX,
  HEALTH_PATH,
  type FlaskOff,
} from "../../contract/presence.ts";
import type { Refusal } from "../../contract/stream.ts";
import { refuseRequest, refuseUpgrade } from "../refusal.ts";
import { createProxy } from "./proxy.ts";
import {
  createSupervisor,
  type ServerState,
  type SupervisorDeps,
} from "./supervisor.ts";

/** The Flask host beside this one: a process of its own, watched, and served under a prefix. */
export interface Flask {
  readonly state: ServerState;
  start(): void;
  /** Reads every program anew: its labs close and their pages come back to the new ones. */
  restart(): Promise<void>;
  /** Answers a request to a URL below the prefix. */
  handleRequest(req: IncomingMessage, res: ServerResponse): void;
  /** As `handleRequest`, for upgrades. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

/** How long a page that asks for it waits for one that is about to run, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Makes what starts, watches and serves it; nothing runs before `start`. */
export function createFlask(deps: SupervisorDeps): Flask {
  const supervisor = createSupervisor(deps);
  const proxy = createProxy();

  async function answerHealth(
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    await Promise.race([supervisor.settled(), patience()]);
    const { state } = supervisor;
    if (state.is === "running") proxy.request(state.port, req, res);
    else refuseHealth(res, offOf(state));
  }

  /** Installation takes minutes: nobody waits for that. */
  const patience = (): Promise<void> =>
    supervisor.state.is === "starting"
      ? delay(PATIENCE_MS, undefined, { ref: false })
      : Promise.resolve();

  return {
    get state() {
      return supervisor.state;
    },
    start: supervisor.start,
    restart: supervisor.restart,
    handleRequest(req, res) {
      req.url = withoutPrefix(req);
      if (req.url.split("?")[0] === HEALTH_PATH)
        return void answerHealth(req, res);
      const { state } = supervisor;
      if (state.is === "running") proxy.request(state.port, req, res);
      else refuseRequest(res, refusalOf(state));
    },
    handleUpgrade(req, socket, head) {
      req.url = withoutPrefix(req);
      const { state } = supervisor;
      if (state.is === "running") proxy.upgrade(state.port, req, socket, head);
      else refuseUpgrade(socket, refusalOf(state));
    },
    stop: supervisor.stop,
  };
}

/** Says at Flask's health that it is off; used too where there is no Flask to watch. */
export function refuseHealth(res: ServerResponse, off: FlaskOff): void {
  res.writeHead(503, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  res.end(JSON.stringify(off));
}

type NotRunning = Exclude<ServerState, { is: "running" }>;

const offOf = (state: NotRunning): FlaskOff =>
  state.is === "starting"
    ? { ok: false, why: "Flask is just starting", forNow: true }
    : {
        ok: false,
        why: state.why,
        ...(state.forNow && { forNow: true }),
      };

const refusalOf = (state: NotRunning): Refusal => ({
  code: "stopping",
  message: `${offOf(state).why}.`,
});

const withoutPrefix = ({ url = "" }: IncomingMessage): string =>
  url.slice(FLASK_PREFIX.length);
