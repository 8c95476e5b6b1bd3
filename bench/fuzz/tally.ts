import type { Exchange } from "./driver.ts";

/** What must not happen. */
export type Fault = "hung" | "5xx" | "HTTP in a WebSocket" | "unanswered";

/** An input that something went wrong with. */
export interface Finding {
  readonly fault: Fault;
  /** Which input it was: `--only` sends it again. */
  readonly seed: number;
  readonly sent: string;
  readonly answer: string;
}

/** What came of inputs, and how often. */
export interface Tally {
  readonly answers: Record<string, number>;
  readonly faults: Record<Fault, number>;
  /** The first of each. */
  readonly findings: Finding[];
}

/** What a host that refuses a request may leave unread of it, in bytes. */
const MOST_UNREAD = 60_000;
/** So many of each fault are shown, and so much of each. */
const SHOWN = 10;
const SHOWN_CHARACTERS = 300;

/** Begins with nothing. */
export const createTally = (): Tally => ({
  answers: {},
  faults: { hung: 0, "5xx": 0, "HTTP in a WebSocket": 0, unanswered: 0 },
  findings: [],
});

/** Counts what came of one input. */
export function count(tally: Tally, seed: number, got: Exchange): void {
  const { answers } = tally;
  const kind = kindOf(got);
  answers[kind] = (answers[kind] ?? 0) + 1;
  const fault = faultOf(got);
  if (!fault) return;
  tally.faults[fault] += 1;
  if (tally.faults[fault] > SHOWN) return;
  const sent = got.sent.slice(0, SHOWN_CHARACTERS);
  const answer = got.answer.slice(0, SHOWN_CHARACTERS);
  tally.findings.push({ fault, seed, sent, answer });
}

/** Adds another's counts. */
export function add(tally: Tally, more: Tally): void {
  for (const [kind, times] of Object.entries(more.answers))
    tally.answers[kind] = (tally.answers[kind] ?? 0) + times;
  for (const [fault, times] of Object.entries(more.faults))
    tally.faults[fault as Fault] += times;
  tally.findings.push(...more.findings);
}

const statusOf = ({ answer }: Exchange): string | undefined =>
  // Whoever was told to go on may have had no more to send.
  /^(?:HTTP\/1\.1 100 .*\r\n\r\n)?HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];

const kindOf = (got: Exchange): string =>
  statusOf(got) ?? (got.answer === "" ? "closed" : "WebSocket");

function faultOf(got: Exchange): Fault | undefined {
  const status = statusOf(got);
  if (got.hung) return "hung";
  if (status?.startsWith("5")) return "5xx";
  if (!status && got.answer.includes("HTTP/1.1")) return "HTTP in a WebSocket";
  // What is closed with much unread may lose its last words on the way; blank lines ask nothing.
  const isSmall = !got.isStream && got.sent.length < MOST_UNREAD;
  const isAsked = isSmall && got.sent.trim() !== "";
  if (!status && got.answer === "" && isAsked) return "unanswered";
  return undefined;
}
