import type { LabClient } from "./client.ts";
import { eventNames } from "../packet/event.ts";
import { isHandler, type TraceView } from "../trace/trace.ts";

/** Milliseconds that are given to what a client sends as it comes: the program may have no handler for it. */
const PATIENCE = 2_000;

/** Waits until `fits`, asked again whenever `subscribe` tells of something. */
function until(
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

/** Whether each event that the client has sent came to a handler, or got lost. */
const areHandled = (trace: TraceView, { name }: LabClient): boolean =>
  trace.hops.every((hop) => {
    if (hop.kind !== "frame" || hop.client !== name || hop.direction === "in")
      return true;
    const events = eventNames(hop.data).length;
    if (events === 0 || trace.isLost(hop.id)) return true;
    return trace.effectsOf(hop.id).filter(isHandler).length >= events;
  });

/** Resolves once what a client has emitted has left it: while its transport is upgraded, that is held back. */
export function allSent({ socket }: LabClient): Promise<void> {
  const { engine } = socket.io;
  return until(
    (look) => {
      engine.on("drain", look);
      return () => engine.off("drain", look);
    },
    () => engine.writeBuffer.length === 0,
  );
}

/**
 * Resolves once a client that connects has come, or was refused: it is connected, and the server
 * has handled the events that it sent at once, such as a wish to enter a room.
 */
export async function arrival(
  client: LabClient,
  trace: TraceView,
): Promise<void> {
  await until(client.subscribe, () => client.status().state !== "connecting");
  if (client.status().state !== "connected") return;
  const handled = allSent(client).then(() =>
    until(trace.subscribe, () => areHandled(trace, client)),
  );
  await Promise.race([
    handled,
    new Promise((resolve) => setTimeout(resolve, PATIENCE)),
  ]);
}

/** Resolves once a client that has come has also changed to a better transport, where it tries one. */
export async function upgrade({ socket }: LabClient): Promise<void> {
  const { engine, opts } = socket.io;
  const tries = opts.upgrade !== false && engine.transport.name === "polling";
  if (!socket.connected || !tries) return;
  await new Promise<void>((resolve) => {
    engine.once("upgrade", () => resolve());
    engine.once("upgradeError", () => resolve());
    engine.once("close", () => resolve());
    // A server may offer none.
    setTimeout(resolve, PATIENCE);
  });
}
