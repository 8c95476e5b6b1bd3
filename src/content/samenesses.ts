import type { Comparison } from "./comparison.ts";

/** Said in other words on each server, with the same outcome. */
export interface Sameness extends Comparison {
  /** What happens on both, as the tests observe it. */
  readonly seen: string;
}

/** Alice, Bob and Carol are connected; Alice has sent the event. */
export const samenesses: readonly Sameness[] = [
  {
    id: "answer",
    title: "Answer whoever spoke",
    program: "same",
    seen: "Alice hears it.",
  },
  {
    id: "others",
    title: "Tell everyone else",
    program: "same",
    seen: "Bob and Carol hear it.",
  },
  {
    id: "everyone",
    title: "Tell everyone",
    program: "same",
    seen: "Alice, Bob and Carol hear it.",
  },
  {
    id: "elsewhere",
    title: "Tell everyone from outside of a handler",
    program: "same",
    seen: "Alice, Bob and Carol hear it.",
  },
  {
    id: "one",
    title: "Tell one client, by its id",
    program: "same",
    seen: "Bob hears it.",
  },
  {
    id: "all-but-one",
    title: "Tell everyone but one",
    program: "same",
    seen: "Alice and Carol hear it.",
  },
  {
    id: "join",
    title: "Let a client into a room and out of it",
    program: "same",
    seen: "While he is in, Bob hears it.",
  },
  {
    id: "room",
    title: "Tell a room in which Alice and Bob are",
    program: "same",
    seen: "Alice and Bob hear it.",
  },
  {
    id: "room-others",
    title: "Tell the room, without whoever spoke",
    program: "same",
    seen: "Bob hears it.",
  },
  {
    id: "two-rooms",
    title: "Tell two rooms, both with Bob in them",
    program: "same",
    seen: "Alice and Bob hear it.",
  },
  {
    id: "send",
    title: "Send",
    program: "same",
    seen: '42["message","hello"]',
  },
  {
    id: "tuple",
    title: "Emit two values, and one list",
    program: "same",
    seen: '42["pair",1,2] and 42["list",[1,2]]',
  },
  {
    id: "acknowledge",
    title: "Acknowledge an event, with two values",
    program: "same",
    seen: "The acknowledgement holds “saved” and 5.",
  },
  {
    id: "ask",
    title: "Ask a client and wait for its acknowledgement",
    program: "same",
    seen: "The server gets her answer, 4.",
  },
  {
    id: "id",
    title: "Know whose event it is",
    program: "same",
    seen: "It is the client's socket.id.",
  },
  {
    id: "data",
    title: "Keep something for each connection",
    program: "same",
    seen: "Alice counts 1, 2. Bob counts 1.",
  },
  {
    id: "transport",
    title: "Ask for the transport",
    program: "same",
    seen: "polling for one, websocket for another",
  },
  {
    id: "any",
    title: "Hear any event",
    program: "same",
    seen: "It hears anything, with 1 and 2.",
  },
  {
    id: "refuse",
    title: "Refuse a client that connects",
    program: "refuse",
    seen: "connect_error: not authorized, with data.code E_AUTH",
  },
  {
    id: "cors",
    title: "Let another origin in",
    program: "cors",
    seen: "Access-Control-Allow-Origin: http://localhost:5173",
  },
  {
    id: "refuse-origin",
    title: "Refuse a WebSocket from another origin",
    program: "refuse-origin",
    seen: "The client is refused.",
  },
  {
    id: "welcome-after",
    title: "Emit to a client that connects, after the answer to its connect",
    program: "welcome-after",
    seen: '40{…}, then 42["welcome"]',
  },
  {
    id: "in-turn",
    title: "Handle one client’s events in turn, a slow one and a quick one",
    program: "in-turn",
    seen: "slow, quick",
  },
  {
    id: "lost",
    title: "Hear that a connection was lost",
    program: "leaving",
    seen: "transport close",
  },
  {
    id: "rooms-before",
    title: "Ask for the rooms of a client that leaves red",
    program: "leaving",
    seen: "It is in red.",
  },
  {
    id: "heartbeat",
    title: "Set the heartbeat",
    program: "heartbeat",
    seen: "pingInterval 10000, pingTimeout 5000",
  },
];
