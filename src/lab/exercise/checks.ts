/** What exercises ask of a run: who received an event and who did not, and what was acknowledged. */
import type { ClientName } from "../people.ts";
import { eventsOf, packetsOf, type Packet } from "../trace/questions.ts";
import type { Answer, ClientAnswer, NotShown, Passed } from "./answer.ts";
import type { Check, Run } from "./exercise.ts";
import {
  asReceived,
  eventOf,
  receivedBy,
  selectionOf,
  type SentEvent,
} from "./packets.ts";
import type { Word } from "./words.ts";

type Ask = Check["ask"];

/** An event with its arguments, which may hold words of the run. */
export interface Expected {
  /** The action of the script that it answers. */
  readonly action: string;
  readonly event: string;
  readonly args: (word: Word) => readonly unknown[];
}

/** Each of these clients receives the event, once and as it should be. */
export const receives =
  ({
    action,
    event,
    args,
    who,
  }: Expected & { readonly who: readonly ClientName[] }): Ask =>
  (run) => {
    const sent = eventOf(run, action);
    if (!sent?.done) return notReached(run, action, sent);
    const text = `42${JSON.stringify([event, ...args(run.word)])}`;
    const clients = who.map((client): ClientAnswer & { ok: boolean } => {
      const packets = receivedBy(run, client, sent.since, event);
      const [first] = packets;
      return {
        client,
        expected: [text],
        received: packets.map((packet, place) =>
          asReceived(run, packet, place === 0 ? text : undefined),
        ),
        ok: packets.length === 1 && first?.text === text,
      };
    });
    const wrong = clients.find(({ ok }) => !ok);
    if (!wrong) return { verdict: "passed", packet: firstOf(clients) };
    return {
      verdict: "failed",
      clients: clients.filter(({ ok }) => !ok).map(withoutOk),
      packet:
        wrong.received.find(({ text: was }) => was !== text)?.packet ??
        wrong.received.at(-1)?.packet ??
        selectionOf(run.trace, sent.packet),
    };
  };

/** None of these clients receives the event, though somebody does. */
export const doesNotReceive =
  ({
    action,
    event,
    who,
  }: Omit<Expected, "args"> & { readonly who: readonly ClientName[] }): Ask =>
  (run) => {
    const sent = eventOf(run, action);
    if (!sent?.done) return notReached(run, action, sent);
    const wish = { direction: "in", since: sent.since, event } as const;
    if (eventsOf(run.trace, wish).length === 0)
      return {
        verdict: "not shown",
        why: `Nobody has received \`${event}\` yet, so it proves nothing that ${who.join(" and ")} didn't`,
      };
    return silence(run, who, (client) =>
      receivedBy(run, client, sent.since, event),
    );
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
      receivedBy(run, client, sent.since).filter(tells),
    );
  };

/** The server acknowledges what the action sent, with these arguments. */
export const acknowledges =
  ({ action, args }: Omit<Expected, "event">): Ask =>
  (run) => {
    const sent = eventOf(run, action);
    if (!sent?.done) return notReached(run, action, sent);
    const { client, ack, namespace } = sent.packet;
    const text = `43${ack ?? ""}${JSON.stringify(args(run.word))}`;
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

/** The server has not handled what the action was to send it. */
function notReached(
  { hopOf }: Run,
  action: string,
  sent: SentEvent | undefined,
): NotShown {
  if (sent)
    return {
      verdict: "not shown",
      why: `The server isn't done with \`${sent.packet.event ?? ""}\` yet, so nothing is proven`,
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

const withoutOk = ({ client, expected, received }: ClientAnswer) => ({
  client,
  expected,
  received,
});
