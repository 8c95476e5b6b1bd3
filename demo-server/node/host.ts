import type {
  IncomingMessage,
  Server as HttpServer,
  ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import type { Server as Engine } from "engine.io";
import { answerHealth } from "./answer-health.ts";
import { openChat, type Chat } from "./chat.ts";
import { refuseHealth, type Flask } from "./flask/flask.ts";
import { isHostUrl, readTarget } from "./target.ts";
import type { Lab } from "./lab.ts";
import { createLabs } from "./labs.ts";
import { createLessonPrograms } from "./programs/lesson-programs.ts";
import { CHAT_STEPS } from "#contract/chat.ts";
import type { FlaskOff, WebTransportOffer } from "#contract/health.ts";
import { sentence } from "#contract/sentences.ts";
import type { Uncaught } from "../program/lab-process.ts";
import { createTokenBuckets } from "../program/token-bucket.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import {
  refusalOf,
  RefusalError,
  refuseRequest,
  refuseUpgrade,
  toRefusal,
} from "./refusal.ts";
import { createOpenings } from "./shutdown.ts";
import { createSite } from "./site.ts";
import { createStreams, serveStreams } from "./stream.ts";
import { createScopes } from "./scopes.ts";
import { createUnsentLimits } from "./unsent/unsent-limits.ts";
import {
  createVisitors,
  type RequestHead,
  type VisitorOptions,
} from "./visitors/visitors.ts";
import type { WebTransportSession } from "./webtransport/http3-server.ts";

export interface HostOptions extends VisitorOptions {
  /** Folder of lessons, each with its `server.js`. */
  lessonsDir: string;
  /** Folder of the built site; without it the host answers only its own addresses. */
  dist?: string;
  limits?: Partial<Limits>;
  /** Origins of the sites that may show the site's pages in a frame; none by default. */
  embedFrom?: readonly string[];
  /** The file that the chat is kept in; without it there is no chat. */
  chatFile?: string;
  /** The Flask host to serve beside the labs; whoever made it starts it, and the host stops it. */
  flask?: Flask;
}

/** The bundled server: labs, their streams and, when given, the built site. */
export interface Host {
  /** Answers a request if it is the host's; false leaves it to others. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  /** As `handleRequest`, for upgrades. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Serves on an HTTP server, before the listeners that it has; `close` closes it too. */
  attach(server: HttpServer): void;
  /** Says that `takeSession` takes sessions from now on, and how they are reached. */
  offerWebTransport(offer: WebTransportOffer): void;
  /** Gives a WebTransport session to the lab that it asks for; rejects with a refusal. */
  takeSession(
    req: RequestHead,
    accept: () => WebTransportSession,
  ): Promise<void>;
  /**
   * Reads the program of a lesson and of its steps anew: their labs close, and their pages come back
   * to the new one.
   */
  reload(lesson: string): Promise<void>;
  /** Tells the lab whose program threw; false when no program did. */
  reportStray(error: unknown, how: Uncaught): boolean;
  /** Closes every lab and every server attached, within a second. */
  close(): Promise<void>;
}

const NO_FLASK: FlaskOff = {
  ok: false,
  why: "This server was started without Flask",
};

/** Makes a host that listens nowhere yet. */
export function createHost(options: HostOptions): Host {
  const limits = { ...defaultLimits, ...options.limits };
  const visitors = createVisitors(options);
  const { addressOf } = visitors;
  const scopes = createScopes();
  const programs = createLessonPrograms(options.lessonsDir);
  const unsent = createUnsentLimits(limits);
  const { server: streams, engine: streamEngine } = createStreams(
    limits,
    unsent.others,
  );
  let offer: WebTransportOffer | undefined;
  const isOffered = (): boolean => offer !== undefined;
  const labs = createLabs({
    programs,
    limits,
    scopes,
    streams,
    unsent,
    webTransport: isOffered,
  });
  serveStreams(streams, { enter, addressOf, offer: () => offer });
  const chat =
    options.chatFile === undefined
      ? undefined
      : openChat({
          file: options.chatFile,
          limits,
          addressOf,
          steps: streams.of(CHAT_STEPS),
          unsent: unsent.others,
        });
  const site =
    options.dist === undefined
      ? undefined
      : createSite(options.dist, {
          isMarked: () => !isOffered(),
          ...(options.embedFrom && { embedFrom: options.embedFrom }),
        });
  const mayShake = createTokenBuckets(
    limits.handshakesPerSecond,
    limits.handshakeBurst,
  );
  const openings = createOpenings(limits.stopGraceMs);
  let stopped: Promise<void> | undefined;

  function enter(lesson: string, id: string, address: string): Promise<Lab> {
    if (stopped) return Promise.reject(new RefusalError("serverStopping"));
    return labs.enter(lesson, id, address);
  }

  /** Whoever answers a request, or undefined when the host has answered it; rejects with a refusal. */
  async function route(
    req: RequestHead,
    res?: ServerResponse,
  ): Promise<Lab | Engine | Flask | Chat | undefined> {
    const target = readTarget(req.url ?? "");
    if (target.to === "health") {
      if (res) answerHealth(res, labs, offer);
      return undefined;
    }
    visitors.check(req);
    if (stopped) throw new RefusalError("serverStopping");
    // Engine.IO answers any other in a session as an error of its own.
    if (
      res &&
      target.to !== "flask" &&
      !/^(GET|POST)$/.test(res.req.method ?? "")
    )
      throw new RefusalError("badMethod");
    const origin = visitors.allowedOrigin(req);
    if (origin !== undefined) {
      res?.setHeader("Access-Control-Allow-Origin", origin);
      res?.setHeader("Vary", "Origin");
    }
    const address = addressOf(req);
    if (target.to === "flask") {
      // Flask believes it: nobody reaches it but through here.
      req.headers["x-forwarded-for"] = address;
      if (options.flask) return options.flask;
      if (!target.asksHealth || !res)
        throw new RefusalError("noFlask", { why: NO_FLASK.why });
      refuseHealth(res, NO_FLASK);
      return undefined;
    }
    if (target.opens && !mayShake(address))
      throw new RefusalError("tooManyHandshakes");
    if (target.to === "stream") return streamEngine;
    if (target.to === "chat") {
      if (!chat) throw new RefusalError("noChat");
      chat.admit(target.opens, address);
      return chat;
    }
    const { lesson, id, opens } = target;
    const lab = opens
      ? await enter(lesson, id, address)
      : labs.find(lesson, id);
    // A poll of a lab that has closed must not open it again: its client starts anew by itself.
    if (!lab) throw new RefusalError("noSession");
    await lab.ready;
    lab.admit(opens);
    return lab;
  }

  async function answer(
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    try {
      const to = await route(req, res);
      to?.handleRequest(req, res);
    } catch (error) {
      refuseRequest(res, toRefusal(error));
    }
  }

  async function upgrade(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> {
    try {
      // Engine.IO would open a WebSocket for any transport and leave it hanging.
      if (!/[?&]transport=websocket(?:&|$)/.test(req.url ?? "")) {
        throw new RefusalError("badUpgrade");
      }
      const to = await route(req);
      if (socket.destroyed) return;
      if (!to) throw new RefusalError("badUpgrade");
      to.handleUpgrade(req, socket, head);
    } catch (error) {
      refuseUpgrade(socket, toRefusal(error));
    }
  }

  const host: Host = {
    handleRequest(req, res) {
      req.url = visitors.fromRoot(req.url ?? "");
      if (isHostUrl(req.url ?? "")) {
        void answer(req, res);
        return true;
      }
      site?.(req, res);
      return site !== undefined;
    },
    handleUpgrade(req, socket, head) {
      req.url = visitors.fromRoot(req.url ?? "");
      const mine = isHostUrl(req.url ?? "");
      if (!mine && !site) return false;
      openings.addSocket(socket);
      if (mine) void upgrade(req, socket, head);
      else refuseUpgrade(socket, refusalOf("nothingHere"));
      return true;
    },
    attach(server) {
      openings.addServer(server);
      const others = server.listeners("request");
      server.removeAllListeners("request");
      server.on("request", (req, res) => {
        if (host.handleRequest(req, res)) return;
        for (const other of others) Reflect.apply(other, server, [req, res]);
      });
      server.on("upgrade", host.handleUpgrade);
      // Node closes without a word whoever takes a server for a proxy.
      server.on("connect", (_req, socket) => {
        openings.addSocket(socket);
        refuseUpgrade(socket, refusalOf("nothingHere"));
      });
    },
    offerWebTransport(next) {
      offer = next;
      streams.emit("webTransport", next);
    },
    async takeSession(req, accept) {
      const lab = await route(req);
      if (!lab || !("takeSession" in lab)) throw new RefusalError("noLabHere");
      lab.takeSession(accept);
    },
    async reload(lesson) {
      programs.forget(lesson);
      await labs.close(sentence("closingChanged"), lesson);
    },
    reportStray(error, how) {
      const scope = scopes.get();
      scope?.tap.report(error, how);
      return scope !== undefined;
    },
    close() {
      stopped ??= stop();
      return stopped;
    },
  };

  async function stop(): Promise<void> {
    // One turn of the event loop, so that `stopped` stands before anything is closed.
    await Promise.resolve();
    await openings.close(async () => {
      await Promise.all([
        Promise.all([
          labs.close(sentence("closingToStop")),
          chat?.close(),
        ]).then(() => streamEngine.close()),
        options.flask?.stop(),
      ]);
    });
  }

  return host;
}
