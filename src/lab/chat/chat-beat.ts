/** Someone in the chat. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A place in the diagram of the messaging app; of screens there is one a person. */
export type Station =
  "button" | "client" | "server" | "database" | "room" | `screen ${string}`;

/** The screen of a person. */
export const screenOf = (user: string): Station => `screen ${user}`;

/** One packet on its way between two places. */
export interface Move {
  readonly from: Station;
  readonly to: Station;
  readonly label: string;
  readonly tone: "event" | "data" | "ack" | "refused";
}

/** One request on its way through the app, as far as it is known. */
export interface Trip {
  readonly id: number;
  readonly by: Person;
  readonly room: string;
  /** "Alice's message". */
  readonly title: string;
  /** How the diagram's list shows it: "message", "typing". */
  readonly what: string;
  /** It is shown even while much waits: a message, or that one was removed. */
  readonly isWeighty: boolean;
  /** Where it has been, in words and in order; grows. */
  readonly path: string[];
}

/** One moment of a trip: packets that move at the same time. */
export interface ChatBeat {
  readonly trip: Trip;
  /** Grows while it was not shown yet: each client tells by itself what it received. */
  moves: readonly Move[];
  /** A sentence without its full stop. */
  words: string;
  /** What stands beside a place meanwhile: "on send" at the server. */
  readonly notes: Partial<Record<"server" | "database" | "room", string>>;
  /** How many of the trip's places are reached with it. */
  reached: number;
}

/** Where a trip has been, in a sentence without its full stop. */
export const describeTrip = (
  { title, path }: Trip,
  reached = path.length,
): string => `${title}: ${path.slice(0, reached).join(", then ")}`;
