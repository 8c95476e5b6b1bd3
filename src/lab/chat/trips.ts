import type { ChatStep, ChatWork, ToldEvent } from "#contract/chat.ts";
import { createArrivals } from "./arrivals.ts";
import type { ChatBeat, Person } from "./chat-beat.ts";
import type { ChatPacket } from "./chat-client.ts";
import { createPeople } from "./people.ts";
import {
  answerIn,
  authorOf,
  fieldsOf,
  isTold,
  personIn,
  subjectOf,
} from "./read-packet.ts";
import { createTripLog, type Going } from "./trip-log.ts";
import {
  count,
  describeAnswer,
  describeDatabaseStep,
  describeRoom,
  isWeighty,
} from "./trip-words.ts";

/** Watches the chat: packets on this page's wires, and what the server tells that it did. */
export interface Trips {
  /** Someone here pressed Send. */
  written(user: string, message: { id: string; room: string }): void;
  packet(user: string, packet: ChatPacket): void;
  worked(work: ChatWork): void;
  /** Who is in a room, as far as this page was told; those on this page first. */
  inRoom(room: string): readonly Person[];
}

/** What is emitted of someone to all others, and not to themselves. */
const OF_OTHERS = ["message", "typing", "presence"];

/**
 * Puts together what is known of each request, in the order in which it happened: from the wires
 * of this page's clients, and from the server where no wire shows it. What is known of others'
 * clients is what the server says.
 */
export function createTrips(deps: {
  /** The users of this page's clients. */
  own: readonly string[];
  nameOf: (user: string) => string;
  /** Whether the server tells its steps now. */
  tells: () => boolean;
  /** Nothing waits to be shown: then what is no message is shown too. */
  isQuiet: () => boolean;
  beat: (beat: ChatBeat) => void;
  /** A beat that was told has changed. */
  changed: () => void;
  /** Does a thing when the server's steps should have come. */
  later: (work: () => void) => void;
}): Trips {
  const people = createPeople(deps.own, deps.nameOf);
  const log = createTripLog(deps.beat);
  const arrivals = createArrivals({ ...deps, log, people });
  const byAck = new Map<string, Going>();
  const isShown = (event: ToldEvent) => isWeighty(event) || deps.isQuiet();
  const ackKey = (user: string, ack: number | undefined): string =>
    `${user} ${String(ack)}`;

  function sent(user: string, event: ToldEvent, packet: ChatPacket): void {
    const { room, message } = subjectOf(packet.args);
    const written = log.find(
      (one) => one.event === "send" && one.message === message && !one.sent,
    );
    if (!written && !isShown(event)) return;
    const me = { id: user, name: deps.nameOf(user) };
    const trip = written ?? log.start(event, room, me, message);
    trip.sent = true;
    byAck.set(ackKey(user, packet.ack), trip);
    leave(trip, written ? ["server"] : ["client", "server"]);
  }

  const leave = (trip: Going, path: readonly string[]): ChatBeat =>
    log.tell(
      trip,
      [{ from: "client", to: "server", label: trip.event, tone: "event" }],
      `${trip.by.name}'s client sent ${trip.event} to the server`,
      path,
      { server: `on ${trip.event}` },
    );

  function emitted(
    trip: Going,
    { event, sockets }: Extract<ChatStep, { kind: "emitted" }>,
  ): void {
    const place = describeRoom(trip.room, sockets);
    log.tell(
      trip,
      [{ from: "server", to: "room", label: event, tone: "event" }],
      `The server emitted ${event} to the ${place}`,
      [place],
      { server: `on ${trip.event}`, room: count(sockets, "socket") },
    );
    if (sockets === 0) return;
    const others = people
      .others(trip.room)
      .filter(({ id }) => id !== trip.by.id || !OF_OTHERS.includes(event));
    arrivals.reach(trip, event, others);
  }

  function step(trip: Going, one: ChatStep): void {
    if (one.kind === "emitted") return emitted(trip, one);
    // That an acknowledgement came is told by the wire of the client that it came to.
    if (one.kind === "acknowledged") return;
    const { label, words, path, note } = describeDatabaseStep(one);
    const [from, to] =
      one.kind === "read"
        ? (["database", "server"] as const)
        : (["server", "database"] as const);
    log.tell(trip, [{ from, to, label, tone: "data" }], words, [path], {
      server: `on ${trip.event}`,
      database: note,
    });
  }

  function answered(trip: Going, args: readonly unknown[]): void {
    const { tone, words, path } = describeAnswer(answerIn(args), trip.by);
    trip.ending = () => {
      delete trip.ending;
      log.tell(
        trip,
        [{ from: "server", to: "client", label: tone, tone }],
        words,
        [path],
      );
    };
    if (trip.worked || !deps.tells()) trip.ending();
    else deps.later(() => trip.ending?.());
  }

  function received(user: string, { event: label, args }: ChatPacket): void {
    if (label === undefined) return;
    const { room, message } = subjectOf(args);
    const author = authorOf(args);
    const person = personIn(fieldsOf(args));
    const arrive = (event: ToldEvent, by: Person, id?: string): void =>
      arrivals.arrive(user, { event, room, label, by, message: id });
    if (label === "message") {
      people.know(author);
      arrive("send", author, message);
    } else if (label === "removed") arrive("remove", author, message);
    else if (label === "typing" && person) arrive("typing", person);
    else if (label === "presence" && person) {
      const here = fieldsOf(args)["here"] === true;
      people.set(room, person, here);
      arrive(here ? "join" : "leave", person);
    }
  }

  function acknowledged(user: string, { ack, args }: ChatPacket): void {
    const { room, present } = answerIn(args);
    if (room !== undefined && present) people.all(room, present);
    const trip = byAck.get(ackKey(user, ack));
    byAck.delete(ackKey(user, ack));
    if (trip) answered(trip, args);
  }

  return {
    written(user, { id, room }) {
      const me = { id: user, name: deps.nameOf(user) };
      log.tell(
        log.start("send", room, me, id),
        [{ from: "button", to: "client", label: "text", tone: "data" }],
        `${me.name} pressed Send`,
        ["Send button", "client"],
      );
    },
    packet(user, packet) {
      const { direction, event } = packet;
      if (direction === "out") {
        if (isTold(event)) sent(user, event, packet);
      } else if (event === undefined) acknowledged(user, packet);
      else received(user, packet);
    },
    worked(work) {
      const { event, room, by, message } = work;
      const known = log.find(
        (one) =>
          one.event === event &&
          one.room === room &&
          one.by.id === by.id &&
          one.message === message &&
          one.sent &&
          !one.worked,
      );
      if (!known && !isShown(event)) {
        arrivals.forget({ event, room, by, message });
        return;
      }
      const trip = known ?? log.start(event, room, by, message);
      trip.worked = true;
      if (!known) leave(trip, ["client", "server"]);
      for (const one of work.steps) step(trip, one);
      trip.ending?.();
    },
    inRoom: people.inRoom,
  };
}
