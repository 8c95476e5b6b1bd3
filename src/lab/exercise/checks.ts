/** What exercises ask of a run: who received an event and who did not, and what was acknowledged. */
import type { TransportName } from "../packet/packet.ts";
import type { ClientName } from "../people.ts";
import type { TraceView } from "../trace/trace.ts";
import { eventsOf, packetsOf, type Packet } from "../trace/questions.ts";
import type { Answer, ClientAnswer, NotShown, Passed } from "./answer.ts";
import type { Check, Run } from "./exercise.ts";
import {
  asReceived,
  eventOf,
  receivedBy,
  selectionOf,
  type Range,
  type SentEvent,
} from "./packets.ts";
import type { Word } from "./words.ts";

type Ask = Check["ask"];

/** Which part of a run a check is about. */
export interface Part {
  /** The action of the script that the server answers. */
  readonly action: string;
  /** A later action: what comes after it is none of this check's business. */
  readonly until?: string;
}

/** An event with its arguments, which may hold words of the run, or ids that its trace tells. */
export interface Expected extends Part {
  readonly event: string;
  readonly args: (word: Word, trace: TraceView) => readonly unknown[];
}

/** Each of these clients receives the event, once and as it should be. */
export const receives = ({
  args,
  ...expected
}: Expected & { readonly who: readonly ClientName[] }): Ask =>
  receivesInOrder({
    ...expected,
    each: (word, trace) => [args(word, trace)],
  });

/** Each of these clients receives the event so often, with these arguments in this order, and no more. */
export const receivesInOrder =
  ({
    action,
    until,
    event,
    each,
    who,
  }: Omit<Expected, "args"> & {
    readonly each: (
      word: Word,
      trace: TraceView,
    ) => readonly (readonly unknown[])[];
    readonly who: readonly ClientName[];
  }): Ask =>
  (run) => {
    const sent = eventOf(run, action);
    if (!sent?.done) return notReached(run, action, sent);
    const expected = each(run.word, run.trace).map(
      (args) => `42${JSON.stringify([event, ...args])}`,
    );
    const range = rangeOf(run, sent, until);
    const clients = who.map((client): ClientAnswer => {
      const packets = receivedBy(run, client, range, event);
      const received = packets.map((packet, place) =>
        asReceived(run, packet, expected[place]),
      );
      return { client, expected, received };
    });
    const wrong = clients.filter(({ received }) => !isSame(expected, received));
    const [first] = wrong;
    if (!first) return { verdict: "passed", packet: firstOf(clients) };
    return {
      verdict: "failed",
      clients: wrong,
      packet:
        first.received.find(({ wrongFrom }) => wrongFrom !== undefined)
          ?.packet ?? selectionOf(run.trace, sent.packet),
    };
  };

export const isSame = (
  expected: readonly string[],
  received: ClientAnswer["received"],
): boolean =>
  expected.length === received.length &&
  received.every(({ wrongFrom }) => wrongFrom === undefined);

/** None of these clients receives the event, though somebody does. */
export const doesNotReceive =
  ({
    action,
    until,
    event,
    who,
  }: Omit<Expected, "args"> & { readonly who: readonly ClientName[] }): Ask =>
  (run) => {
    const sent = eventOf(run, action);
    if (!sent?.done) return notReached(run, action, sent);
    const range = rangeOf(run, sent, until);
    const wish = { direction: "in", event, ...range } as const;
    if (eventsOf(run.trace, wish).length === 0)
      return {
        verdict: "not shown",
        why: `Nobody has received \`${event}\` yet, so it proves nothing that ${who.join(" and ")} didn’t`,
      };
    return silence(run, who, (client) => receivedBy(run, client, range, event));
  };

/** What an action sent, by whichever event, reaches no client. */
export const nobodyReceives =
  ({
    action,
    who,
  }: {
    readonly action: string;
    readonly who: readonly ClientName[];
  }): Ask =>
  (run) => {
    const sent = eventOf(run, action);
    if (!sent?.done) return notReached(run, action, sent);
    const { packet } = sent;
    // Under another name it would be told all the same.
    const tells = ({ event, args }: Packet): boolean =>
      event === packet.event ||
      packet.args.some((arg) =>
        JSON.stringify(args).includes(JSON.stringify(arg)),
      );
    return silence(run, who, (client) =>
      receivedBy(run, client, sent).filter(tells),
    );
  };

/** The server acknowledges what the action sent, with these arguments. */
export const acknowledges =
  ({ action, args }: Omit<Expected, "event">): Ask =>
  (run) => {
    const sent = eventOf(run, action);
    if (!sent?.done) return notReached(run, action, sent);
    const { client, ack, namespace } = sent.packet;
    const text = `43${ack ?? ""}${JSON.stringify(args(run.word, run.trace))}`;
    const packets = packetsOf(run.trace, {
      client,
      direction: "in",
      since: sent.since,
    }).filter(
      (packet) =>
        packet.socket === "ack" &&
        packet.ack === ack &&
        packet.namespace === namespace,
    );
    const received = packets.map((packet) => asReceived(run, packet, text));
    const [first] = received;
    if (received.length === 1 && first?.text === text)
      return { verdict: "passed", packet: first.packet };
    return {
      verdict: "failed",
      clients: [{ client, expected: [text], received }],
      packet: first?.packet ?? selectionOf(run.trace, sent.packet),
    };
  };

/** As `ask`, where what the action sent went by this transport; by another one it shows nothing. */
export const wentBy =
  (transport: TransportName, action: string, ask: Ask): Ask =>
  (run) => {
    const packet = eventOf(run, action)?.packet;
    if (!packet || packet.transport === transport) return ask(run);
    return {
      verdict: "not shown",
      why: `${packet.client}’s \`${packet.event ?? ""}\` went by \`${packet.transport}\`, not by \`${transport}\`, so nothing is proven`,
      action,
    };
  };

/** Passes where none of these clients received any of the packets. */
function silence(
  run: Run,
  who: readonly ClientName[],
  receivedOf: (client: ClientName) => readonly Packet[],
): Answer {
  const clients = who
    .map((client): ClientAnswer => ({
      client,
      expected: [],
      received: receivedOf(client).map((packet) => asReceived(run, packet)),
    }))
    .filter(({ received }) => received.length > 0);
  if (clients.length === 0) return PASSED;
  return { verdict: "failed", clients, packet: firstOf(clients) };
}

/** The hops that a check looks at: those from its action on, up to a later action. */
export const rangeOf = (
  { hopOf }: Run,
  { since }: { readonly since: number },
  until: string | undefined,
): Range => {
  const before = until === undefined ? undefined : hopOf(until);
  return before === undefined ? { since } : { since, before };
};

/** The server has not handled what the action was to send it. */
function notReached(
  { hopOf }: Run,
  action: string,
  sent: SentEvent | undefined,
): NotShown {
  if (sent)
    return {
      verdict: "not shown",
      why: `The server isn’t done with \`${sent.packet.event ?? ""}\` yet, so nothing is proven`,
      action,
    };
  return {
    verdict: "not shown",
    why:
      hopOf(action) === undefined
        ? "The run ended before this was tried"
        : "Nothing was sent, so nothing is proven",
    action,
  };
}

const PASSED: Passed = { verdict: "passed" };

const firstOf = (clients: readonly ClientAnswer[]) =>
  clients[0]?.received[0]?.packet;
