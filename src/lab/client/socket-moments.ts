import type { Socket } from "socket.io-client";
import { NO_ANSWER, type Deadline } from "./deadlines.ts";

/** Milliseconds that a better transport is waited for: a server may offer none. */
const PATIENCE = 2_000;

/** Waits until `fits`, asked again whenever `subscribe` tells of something. */
export function until(
  subscribe: (look: () => void) => () => void,
  fits: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = subscribe(look);
    function look(): void {
      if (!fits()) return;
      stop();
      resolve();
    }
    look();
  });
}

/** Resolves once what a socket has emitted has left it: while its transport is upgraded, that is held back. */
export function allSent(socket: Socket): Promise<void> {
  // Of a socket that was never opened there is no engine, though the type says otherwise.
  const engine = socket.io.engine as typeof socket.io.engine | undefined;
  if (!engine) return Promise.resolve();
  return until(
    (look) => {
      engine.on("drain", look);
      return () => engine.off("drain", look);
    },
    () => engine.writeBuffer.length === 0,
  );
}

/** Resolves once a socket that is connected has also changed to a better transport, where it tries one. */
export async function upgraded(socket: Socket): Promise<void> {
  const { engine, opts } = socket.io;
  const tries = opts.upgrade !== false && engine.transport.name === "polling";
  if (!socket.connected || !tries) return;
  await new Promise<void>((resolve) => {
    engine.once("upgrade", () => resolve());
    engine.once("upgradeError", () => resolve());
    engine.once("close", () => resolve());
    setTimeout(resolve, PATIENCE);
  });
}

/** Resolves once a client's socket is connected, or with a sentence when the server has refused it for good. */
export function met(name: string, socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (why?: string): void => {
      socket.off("connect", connected);
      socket.off("connect_error", failed);
      resolve(why);
    };
    const connected = (): void => end();
    const failed = ({ message }: Error): void => {
      // An active socket tries again by itself.
      if (!socket.active)
        end(`${name} couldn’t connect to your server: ${message}`);
    };
    socket.on("connect", connected);
    socket.on("connect_error", failed);
    if (socket.connected) end();
  });
}

/** Turns of the event loop that a program may need to go on by itself: React draws, then runs effects. */
const TURNS = 6;
/** An answer is waited for so long, in milliseconds, where its client gives up after a while. */
const ANSWER_MS = 3_000;

/**
 * Resolves once a client has done what follows by itself from what it was handed: what was waiting
 * for a turn has run, an answer that it waits for has come or is given up, and all is sent.
 */
export async function idle(
  socket: Socket,
  deadline: () => Deadline | undefined,
): Promise<void> {
  const until = performance.now() + ANSWER_MS;
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    const next = deadline();
    if (next?.words === NO_ANSWER && next.at < until) turn = 0;
  }
  await allSent(socket);
}
