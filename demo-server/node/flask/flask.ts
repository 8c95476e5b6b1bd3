import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { FLASK_PREFIX, HEALTH_PATH, type FlaskOff } from "#contract/health.ts";
import type { Refusal } from "#contract/stream.ts";
import { refusalOf, refuseRequest, refuseUpgrade } from "../refusal.ts";
import { createProxy } from "./proxy.ts";
import {
  createSupervisor,
  type ServerState,
  type SupervisorDeps,
} from "./supervisor.ts";

/** The Flask host beside this one: a process of its own, watched, and served under a prefix. */
export interface Flask {
  readonly state: ServerState;
  /** Resolves once it runs, or is off for longer than a moment. */
  settled(): Promise<ServerState>;
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
const HEALTH_MS = 3_000;
/** How long its labs' requests do: a client that came too early would try again later than that. */
const LAB_MS = 10_000;

/** Makes what starts, watches and serves it; nothing runs before `start`. */
export function createFlask(deps: SupervisorDeps): Flask {
  const supervisor = createSupervisor(deps);
  const proxy = createProxy();

  /** Where it is once it has started, or still is after a while; installation is not waited for. */
  async function stateIn(milliseconds: number): Promise<ServerState> {
    if (supervisor.state.is !== "starting") return supervisor.state;
    const enough = new AbortController();
    const { signal } = enough;
    await Promise.race([
      supervisor.settled(),
      delay(milliseconds, undefined, { signal, ref: false }).catch(() => 0),
    ]);
    enough.abort();
    return supervisor.state;
  }

  async function answer(
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const asksHealth = req.url?.split("?")[0] === HEALTH_PATH;
    const state = await stateIn(asksHealth ? HEALTH_MS : LAB_MS);
    if (state.is === "running") proxy.request(state.port, req, res);
    else if (asksHealth) refuseHealth(res, offOf(state));
    else refuseRequest(res, refusedBy(state));
  }

  async function upgrade(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> {
    const state = await stateIn(LAB_MS);
    if (state.is === "running") proxy.upgrade(state.port, req, socket, head);
    else refuseUpgrade(socket, refusedBy(state));
  }

  return {
    get state() {
      return supervisor.state;
    },
    settled: supervisor.settled,
    start: supervisor.start,
    restart: supervisor.restart,
    handleRequest(req, res) {
      req.url = withoutPrefix(req);
      void answer(req, res);
    },
    handleUpgrade(req, socket, head) {
      req.url = withoutPrefix(req);
      void upgrade(req, socket, head);
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

const refusedBy = (state: NotRunning): Refusal =>
  refusalOf("flaskOff", { why: offOf(state).why });

const withoutPrefix = ({ url = "" }: IncomingMessage): string =>
  url.slice(FLASK_PREFIX.length);
