/** What exercises ask of a run whose clients the reader writes: what they sent. */
import type { ClientName } from "../people.ts";
import type { Packet } from "../trace/questions.ts";
import type { TraceView } from "../trace/trace.ts";
import type { ClientAnswer } from "./answer.ts";
import { isSame, rangeOf, type Expected } from "./checks.ts";
import type { Check } from "./exercise.ts";
import { asReceived, isUnhandled, sentOf } from "./packets.ts";
import type { Word } from "./words.ts";

/**
 * Each of these clients sends the event so often because of an action, or since the run began, with
 * these arguments in this order, and no more. Only what the server has handled counts.
 */
export const sendsInOrder =
  ({
    action,
    until,
    event,
    each,
    who,
  }: {
    /** The action of the script that it follows; undefined for the clients' coming. */
    readonly action?: string;
    /** A later action of the script: what comes after it is none of this check's business. */
    readonly until?: string;
    readonly event: string;
    readonly each: (
      word: Word,
      trace: TraceView,
      client: ClientName,
    ) => readonly (readonly unknown[])[];
    readonly who: readonly ClientName[];
  }): Check["ask"] =>
  (run) => {
    const since = action === undefined ? 0 : run.hopOf(action);
    if (
      since === undefined ||
      (until !== undefined && run.hopOf(until) === undefined)
    )
      return {
        verdict: "not shown",
        why: "The run ended before this was tried",
        ...(action !== undefined && { action }),
      };
    const range = rangeOf(run, { since }, until);
    // One that the server isn't done with yet may be one too many.
    if (who.some((client) => isUnhandled(run, client, range, event)))
      return {
        verdict: "not shown",
        why: `The server isn’t done with \`${event}\` yet, so nothing is proven`,
        ...(action !== undefined && { action }),
      };
    const clients = who.map((client): ClientAnswer => {
      const expected = each(run.word, run.trace, client).map((args) =>
        JSON.stringify([event, ...args]),
      );
      const packets = sentOf(run, client, range, event);
      const texts = expected.map(
        (text, place) => headOf(packets[place]) + text,
      );
      const received = packets.map((packet, place) =>
        asReceived(run, packet, texts[place]),
      );
      return { client, isSender: true, expected: texts, received };
    });
    const wrong = clients.filter(
      ({ expected, received }) => !isSame(expected, received),
    );
    const [first] = wrong;
    if (!first)
      return { verdict: "passed", packet: clients[0]?.received[0]?.packet };
    return {
      verdict: "failed",
      clients: wrong,
      packet: (
        first.received.find(({ wrongFrom }) => wrongFrom !== undefined) ??
        first.received[0]
      )?.packet,
    };
  };

/** Each of these clients sends the event once, with these arguments. */
export const sends = ({
  args,
  ...expected
}: Partial<Pick<Expected, "action" | "until">> &
  Pick<Expected, "event" | "args"> & {
    readonly who: readonly ClientName[];
  }): Check["ask"] =>
  sendsInOrder({ ...expected, each: (word, trace) => [args(word, trace)] });

/** What stands before the event: where an acknowledgement is asked for, its number too. */
const headOf = (packet: Packet | undefined): string =>
  /^42\d*/.exec(packet?.text ?? "")?.[0] ?? "42";
