import { createWatchdog, type Watchdog } from "#lab/backends/tab/watchdog.ts";
import type { ClientParts } from "#lab/client/client.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import type { StagePace } from "#lab/playback/stage-pace.ts";
import { createFloodCheck } from "../sandbox-backend.ts";
import type { SandboxPort } from "../sandbox.ts";
import { compileClient } from "./compile-client.ts";
import { CLIENT_FILE } from "./client-text.ts";
import {
  readFromFrame,
  type FromFrame,
  type ScreenPlace,
  type ToFrame,
} from "./messages.ts";
import { createRemoteClient, type RemoteClient } from "./remote-client.ts";

/** The reader's clients of one lab, in a frame. */
export interface FrameClients {
  /** Makes the lab's client of that name: for `openLabOf`. */
  makeClient(name: ClientName, parts: ClientParts): RemoteClient;
  /** Where the screens are in the frame. */
  place(places: Readonly<Partial<Record<ClientName, ScreenPlace>>>): void;
  /** What the screens look like, as a style sheet. */
  style(text: string): void;
  /** Told of each picture that a screen can be shown as later. Returns what ends it. */
  onPicture(
    listener: (client: ClientName, picture: number) => void,
  ): () => void;
  /** Shows what a screen showed once; undefined for what it shows now. */
  show(client: ClientName, picture: number | undefined): void;
  close(): void;
}

/** Silence after which the clients are taken to be in an endless loop, in milliseconds. */
const SILENCE_MS = 2_000;

const STOPPED = `The clients were stopped: they did not answer for 2 seconds, as in an endless loop. The page goes on; change ${CLIENT_FILE}, then run it again.`;
const FLOODED = `The clients were stopped: they did more in a second than the page can show, as when each answer asks again. The page goes on; change ${CLIENT_FILE}, then run it again.`;
const FORGED = `The clients were stopped: they sent the page something that no client sends. The page goes on; change ${CLIENT_FILE}, then run it again.`;
const NOT_LOADED =
  "The clients’ screens could not be loaded. Check the connection, then try again.";

/**
 * Runs a client.jsx in a frame, one copy for each client of a lab. `port` is the frame's: a new
 * sandbox, in which nothing else has run.
 */
export function openClients(
  source: string,
  definition: LabDefinition,
  port: SandboxPort<ToFrame>,
  pace: StagePace,
): FrameClients {
  const clients = new Map<ClientName, RemoteClient>();
  const pictured = new Set<(client: ClientName, picture: number) => void>();
  const isFlood = createFloodCheck();
  let report: ClientParts["programError"];
  let watchdog: Watchdog | undefined;
  let ended = false;

  const post = (message: ToFrame, transfer: Transferable[] = []): void => {
    if (!ended) port.postMessage(message, transfer);
  };
  function end(): void {
    ended = true;
    watchdog?.stop();
    endPace();
    port.terminate();
  }
  function fail(message: string): void {
    if (ended) return;
    end();
    report?.({ message, file: CLIENT_FILE });
  }
  const tellPace = (): void =>
    post({
      kind: "pace",
      now: { isSlow: pace.isSlow(), hasBegun: pace.hasBegun() },
    });
  const endPace = pace.onChange(tellPace);

  function take(message: FromFrame): void {
    switch (message.kind) {
      case "ready":
        watchdog ??= createWatchdog({
          silenceMs: SILENCE_MS,
          ping: (n) => post({ kind: "ping", n }),
          silent: () => fail(STOPPED),
        });
        return;
      case "started":
        return;
      case "pong":
        watchdog?.pong(message.n);
        for (const [name, client] of clients) {
          const next = message.deadlines.find((each) => each.client === name);
          client.waits(
            next && { at: performance.now() + next.left, words: next.words },
          );
        }
        return;
      case "error":
        report?.(message.error);
        if (message.ends) end();
        return;
      case "answer":
        for (const client of clients.values())
          client.answered(message.id, message.value);
        return;
      case "picture":
        for (const listener of pictured)
          listener(message.client, message.picture);
        return;
      case "hops":
      case "status":
      case "unsent":
      case "faults":
        clients.get(message.client)?.take(message);
    }
  }

  port.onmessage = ({ data }) => {
    // What it sent before it was ended may still come.
    if (ended) return;
    const message = readFromFrame(data);
    if (!message) return fail(FORGED);
    const hops = message.kind === "hops" ? message.hops.length : 0;
    if (isFlood(Math.max(1, hops))) return fail(FLOODED);
    take(message);
  };
  port.onerror = () => fail(NOT_LOADED);

  const ready = compileClient(source);
  if ("body" in ready) {
    post({
      kind: "run",
      body: ready.body,
      clients: definition.clients.map((name) => ({
        name,
        options: definition.options?.[name] ?? {},
      })),
      protocol: definition.protocol !== undefined,
    });
    tellPace();
  }

  return {
    makeClient(name, parts) {
      report ??= parts.programError;
      // A lab's listeners come after its clients.
      if ("fault" in ready && clients.size === 0)
        queueMicrotask(() => {
          end();
          report?.(ready.fault);
        });
      const client = createRemoteClient(name, parts, post);
      clients.set(name, client);
      parts.server.attach?.({
        plug: (end) =>
          post(
            { kind: "plug", client: name, port: end },
            end === undefined ? [] : [end],
          ),
      });
      return client;
    },
    place: (places) => post({ kind: "places", places }),
    style: (text) => post({ kind: "style", text }),
    onPicture(listener) {
      pictured.add(listener);
      return () => pictured.delete(listener);
    },
    show: (client, picture) => post({ kind: "show", client, picture }),
    close: end,
  };
}
