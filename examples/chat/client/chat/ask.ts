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

type Emit = (
  event: string,
  payload: unknown,
  done: (error: Error | null, answer?: Answer) => void,
) => void;

const ATTEMPTS = 4;

/**
 * Asks the server and waits for its answer; throws Refused or Cut. A server that wants to be asked
 * later is asked later. One that says nothing for `patience` milliseconds is asked again: every
 * request may be made twice.
 *
 * Who waits goes on a moment after the answer came, and events that came with it may have gone
 * before. `take` is given what was granted at once, in the order in which the server sent it.
 */
export function createAsk(socket: ChatClientSocket, patience = 10_000) {
  const emit = <Name extends EventName>(
    event: Name,
    payload: Payload<Name>,
    take: (answer: Answers[Name]) => void,
  ) =>
    new Promise<Answer<Answers[Name]> | undefined>((resolve) =>
      (socket.timeout(patience) as unknown as { emit: Emit }).emit(
        event,
        payload,
        (_, given) => {
          const answer = given as Answer<Answers[Name]> | undefined;
          if (answer?.ok) take(answer);
          resolve(answer);
        },
      ),
    );

  return async function ask<Name extends EventName>(
    event: Name,
    payload: Payload<Name>,
    take: (answer: Answers[Name]) => void = () => undefined,
  ): Promise<Answers[Name]> {
    for (let attempt = 1; socket.connected;) {
      const answer = await emit(event, payload, take);
      if (answer?.ok) return answer;
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
