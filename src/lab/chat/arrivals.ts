import type { ToldEvent } from "#contract/chat.ts";
import {
  screenOf,
  type ChatBeat,
  type Move,
  type Person,
} from "./chat-beat.ts";
import type { People } from "./people.ts";
import type { Going, TripLog } from "./trip-log.ts";
import { describeScreens, isWeighty } from "./trip-words.ts";

/** Something that was emitted to a room, as a client of this page received it. */
export interface Received {
  readonly event: ToldEvent;
  readonly room: string;
  /** The event's name on the wire. */
  readonly label: string;
  readonly by: Person;
  /** Id of the message that it is about. */
  readonly message: string | undefined;
}

/** Whom a trip reached: these clients by their wires, the others by the server's word. */
export interface Arrivals {
  arrive(user: string, received: Received): void;
  /** Tells of it, at the moment of the trip when it is told that it was emitted. */
  reach(trip: Going, label: string, others: readonly Person[]): void;
  /** Nothing will be told of a trip that clients have received something of. */
  forget(trip: Pick<Going, "event" | "room" | "by" | "message">): void;
}

type Subject = Pick<Received, "event" | "room" | "message"> & { by: Person };

const keyOf = ({ event, room, message, by }: Subject): string =>
  JSON.stringify([event, room, message ?? by.id]);

/** Begins with nothing received. */
export function createArrivals(deps: {
  log: TripLog;
  people: People;
  /** The users of this page's clients, who are named first. */
  own: readonly string[];
  tells: () => boolean;
  /** A beat that was told has changed. */
  changed: () => void;
  later: (work: () => void) => void;
}): Arrivals {
  const { log, people } = deps;
  /** Users that have received something whose steps the server has not told yet. */
  const early = new Map<string, Set<string>>();

  const toScreen = (user: string, label: string): Move => ({
    from: "room",
    to: screenOf(user),
    label,
    tone: "event",
  });

  function reach(trip: Going, label: string, others: readonly Person[]): void {
    for (const user of early.get(keyOf(trip)) ?? []) trip.arrived.add(user);
    early.delete(keyOf(trip));
    const users = [...trip.arrived, ...others.map(({ id }) => id)];
    const place = describe(users);
    const moves = users.map((user) => toScreen(user, label));
    trip.arrival = log.tell(trip, moves, `It reached ${place}`, [place]);
  }

  function describe(users: readonly string[]): string {
    if (users.length === 0) return "the sockets of the room";
    const here = deps.own.filter((user) => users.includes(user));
    const others = users.filter((user) => !here.includes(user));
    return describeScreens([...here, ...others].map(people.nameOf));
  }

  function grow(trip: Going, beat: ChatBeat, user: string, label: string) {
    if (beat.moves.some(({ to }) => to === screenOf(user))) return;
    beat.moves = [...beat.moves, toScreen(user, label)];
    const users = beat.moves.map(({ to }) => to.replace(/^screen /, ""));
    const place = describe(users);
    trip.path[beat.reached - 1] = place;
    beat.words = `It reached ${place}`;
    deps.changed();
  }

  return {
    reach,
    arrive(user, received) {
      const { event, room, by, message, label } = received;
      const trip = log.find(
        (one) => keyOf(one) === keyOf(received) && !one.arrived.has(user),
      );
      if (trip?.arrival) {
        trip.arrived.add(user);
        grow(trip, trip.arrival, user, label);
        return;
      }
      const key = keyOf(received);
      early.set(key, (early.get(key) ?? new Set()).add(user));
      // Where the server tells nothing, what came is all that is known; of a message, it is shown.
      const alone = (): void => {
        if (!early.has(key) || !isWeighty(event)) return void early.delete(key);
        const known = trip ?? log.start(event, room, by, message);
        if (!trip) known.path.push("server");
        reach(known, label, []);
      };
      if (deps.tells()) deps.later(alone);
      else alone();
    },
    forget: (trip) => void early.delete(keyOf(trip)),
  };
}
