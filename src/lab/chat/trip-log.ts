import type { ToldEvent } from "#contract/chat.ts";
import type { ChatBeat, Move, Person, Trip } from "./chat-beat.ts";
import { isWeighty, titleOf, whatOf } from "./trip-words.ts";

/** A trip that is still going on. */
export interface Going extends Trip {
  readonly event: ToldEvent;
  /** Id of the message that it is about. */
  readonly message: string | undefined;
  /** Its request has left this page. */
  sent: boolean;
  /** The server has told its steps. */
  worked: boolean;
  /** Users of this page whose client received what was emitted. */
  readonly arrived: Set<string>;
  /** The beat that shows whom it reached. */
  arrival?: ChatBeat;
  /** What is told once the server's steps have been. */
  ending?: () => void;
}

/** The trips of late, and the beats that they are told in. */
export interface TripLog {
  start(
    event: ToldEvent,
    room: string,
    by: Person,
    message: string | undefined,
  ): Going;
  /** The latest trip that fits. */
  find(fits: (trip: Going) => boolean): Going | undefined;
  tell(
    trip: Going,
    moves: readonly Move[],
    words: string,
    path: readonly string[],
    notes?: ChatBeat["notes"],
  ): ChatBeat;
}

/** Trips that are remembered, to be found by what comes later of them. */
const KEPT = 200;

/** Begins with no trip; `beat` is called with each beat that is told. */
export function createTripLog(beat: (beat: ChatBeat) => void): TripLog {
  const going: Going[] = [];
  let last = 0;

  return {
    start(event, room, by, message) {
      const trip: Going = {
        id: ++last,
        event,
        room,
        by,
        message,
        title: titleOf(event, by),
        what: whatOf(event),
        isWeighty: isWeighty(event),
        path: [],
        sent: false,
        worked: false,
        arrived: new Set(),
      };
      going.push(trip);
      if (going.length > KEPT) going.shift();
      return trip;
    },
    find: (fits) => going.findLast(fits),
    tell(trip, moves, words, path, notes = {}) {
      trip.path.push(...path);
      const told = { trip, moves, words, notes, reached: trip.path.length };
      beat(told);
      return told;
    },
  };
}
