import type { Socket } from "socket.io-client";
import { io } from "socket.io-client";
import type {
  Answer,
  Answers,
  Auth,
  ClientEvents,
  Payload,
  ServerEvents,
} from "../contract/events.ts";
import type { EventName } from "../contract/payloads.ts";

type Heard<Name extends keyof ServerEvents> = Parameters<ServerEvents[Name]>[0];

type Ask = (event: string, payload: unknown) => Promise<Answer>;

let made = 0;
const unique = () => `${process.pid}-${Date.now()}-${(made += 1)}`;

/** Someone new. */
export const somebody = (name: string): Auth => ({
  user: `user-${unique()}`,
  token: `secret-token-${unique()}`,
  name,
});

/** A message id that nobody used. */
export const newId = () => `message-${unique()}`;

/** A room that nobody knows. */
export const newRoom = () => `Room ${unique()}`;

/** A bare socket of the contract, for tests of what the server says. */
export function openTab(url: string, auth: Auth) {
  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    auth,
    forceNew: true,
    transports: ["websocket"],
    reconnection: false,
  });
  const heard: { event: string; what: unknown }[] = [];
  socket.onAny((event: string, what: unknown) => heard.push({ event, what }));
  const ask = ((event: string, payload: unknown) =>
    (socket.timeout(10_000) as unknown as { emitWithAck: Ask }).emitWithAck(
      event,
      payload,
    )) as <Name extends EventName>(
    event: Name,
    payload: Payload<Name>,
  ) => Promise<Answer<Answers[Name]>>;
  return {
    socket,
    ask,
    /** Asks what no typed client would. */
    askWrong: ask as unknown as Ask,
    /** Asks, and takes a refusal for an error. */
    async get<Name extends EventName>(event: Name, payload: Payload<Name>) {
      const answer = await ask(event, payload);
      if (!answer.ok) throw new Error(answer.error);
      return answer;
    },
    /** All that came of one event, in order. */
    heard: <Name extends keyof ServerEvents>(event: Name) =>
      heard
        .filter((one) => one.event === event)
        .map((one) => one.what as Heard<Name>),
    connected: () =>
      new Promise<void>((resolve, reject) => {
        if (socket.connected) resolve();
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      }),
    /** Fulfilled with the first thing of an event that is like this, past or to come. */
    hear: <Name extends keyof ServerEvents>(
      event: Name,
      isIt: (what: Heard<Name>) => boolean,
    ) =>
      new Promise<Heard<Name>>((resolve) => {
        const look = () => {
          const found = heard.find(
            (one) => one.event === event && isIt(one.what as Heard<Name>),
          );
          if (!found) return;
          socket.offAny(look);
          resolve(found.what as Heard<Name>);
        };
        socket.onAny(look);
        look();
      }),
  };
}

export type Tab = ReturnType<typeof openTab>;
