import type { DefaultEventsMap, Namespace, Server, Socket } from "socket.io";
import type { ClientEvents, Person, ServerEvents } from "../contract/events.ts";

interface SocketData {
  person: Person;
  /** Requests that came too fast, less those that did not. */
  strikes: number;
}

/** A Socket.IO server whose clients speak the contract. */
export type ChatServer = Server<
  ClientEvents,
  ServerEvents,
  DefaultEventsMap,
  SocketData
>;

/** The namespace that the chat is in, with the contract's events. */
export type ChatNamespace = Namespace<
  ClientEvents,
  ServerEvents,
  DefaultEventsMap,
  SocketData
>;

/** One tab's connection. */
export type ChatSocket = Socket<
  ClientEvents,
  ServerEvents,
  DefaultEventsMap,
  SocketData
>;

/** The Socket.IO room of a chat's room: prefixed, so that no name is also a socket's id. */
export const roomKey = (room: string) => `room:${room}`;

/** The Socket.IO room of all tabs of one network. */
export const networkKey = (network: string) => `network:${network}`;

/** The Socket.IO room of all tabs of one user. */
export const userKey = (user: string) => `user:${user}`;
