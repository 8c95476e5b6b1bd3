import type { Socket } from "socket.io-client";
import type {
  Answer,
  Answers,
  ClientEvents,
  Payload,
  ServerEvents,
} from "../../contract/events.ts";
import type { EventName } from "../../contract/payloads.ts";

export type ChatClientSocket = Socket<ServerEvents, ClientEvents>;

/** The server said no; the message is its sentence. */
export class Refused extends Error {}

/** The connection went before an answer came: nobody knows whether the request was done. */
export class Cut extends Error {
  override message = "The connection was lost before the server answered.";
}

type Emit = (event: string, payload: unknown) => Promise<Answer>;

const ATTEMPTS = 4;

/**
 * Asks the server and waits for its answer; throws Refused or Cut. A server that wants to be asked
 * later is asked later. One that says nothing for `patience` milliseconds is asked again: every
 * request may be made twice.
 */
export function createAsk(socket: ChatClientSocket, patience = 10_000) {
  const emit: Emit = (event, payload) =>
    (socket.timeout(patience) as unknown as { emitWithAck: Emit }).emitWithAck(
      event,
      payload,
    );

  return async function ask<Name extends EventName>(
    event: Name,
    payload: Payload<Name>,
  ): Promise<Answers[Name]> {
    for (let attempt = 1; socket.connected;) {
      const answer = await emit(event, payload).catch(() => undefined);
      if (answer?.ok) return answer as { ok: true } & Answers[Name];
      if (answer?.wait) await delay(answer.wait);
      else if (answer) throw new Refused(answer.error);
      else if ((attempt += 1) > ATTEMPTS)
        throw new Refused("The server does not answer. Try again.");
    }
    throw new Cut();
  };
}

export type Ask = ReturnType<typeof createAsk>;

const delay = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
