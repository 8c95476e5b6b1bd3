import type { ClientAnswer, ReceivedPacket } from "./answer.ts";
import type { Judgement, Judged } from "./judge.ts";

/** A line of what was expected or received: a client's name on the first of its lines, and the text. */
export interface ReportLine {
  readonly name: string;
  readonly text: string;
}

/** Above what a client did: what it received, or what it sent. */
export const didOf = ({ isSender }: ClientAnswer): string =>
  isSender ? "sent" : "received";

/** What a client was expected to receive or send, or did, its packets counted `from` there on: "nothing" for silence. */
export const linesOf = (
  { client }: ClientAnswer,
  texts: readonly string[],
  from = 0,
): ReportLine[] =>
  (texts.length > 0 ? texts : ["nothing"]).map((text, place) => ({
    name: from + place === 0 ? client : "",
    text,
  }));

/** Who sent a packet: "sent by server.js, line 7: io.emit(…)". */
export const senderOf = ({ sentBy }: ReceivedPacket): string =>
  sentBy
    ? `sent by ${sentBy.file}, line ${sentBy.line}: ${sentBy.code}`
    : "sent by the server";

/**
 * A judgement as a text, as a good test's failure reads:
 *
 * failed     Alice doesn't receive her own `joke`
 *            expected  Alice  nothing
 *            received  Alice  42["joke","pear-592"]
 *                             ^ sent by server.js, line 7: io.emit("joke", text);
 */
export function report({ checks, stopped, broken }: Judgement): string {
  const lines = checks.flatMap(reportCheck);
  if (stopped !== undefined) lines.unshift(stopped);
  if (broken !== undefined) lines.unshift(`A check is broken: ${broken}`);
  return `${lines.join("\n")}\n`;
}

const INDENT = " ".repeat(11);

function reportCheck({ says, answer }: Judged): string[] {
  const first = `${answer.verdict.padEnd(11)}${says}`;
  if (answer.verdict === "passed") return [first];
  if (answer.verdict === "not shown") return [first, INDENT + answer.why];
  const why = answer.why === undefined ? [] : [INDENT + answer.why];
  return [first, ...why, ...answer.clients.flatMap(reportClient)];
}

function reportClient(client: ClientAnswer): string[] {
  const width = client.client.length + 2;
  const show = (word: string, lines: readonly ReportLine[]): string[] =>
    lines.map(
      ({ name, text }, place) =>
        INDENT +
        (place === 0 ? word : "").padEnd(10) +
        name.padEnd(width) +
        text,
    );
  const received = client.received.flatMap((packet) =>
    packet.wrongFrom === undefined
      ? [packet.text]
      : [packet.text, `${" ".repeat(packet.wrongFrom)}^ ${senderOf(packet)}`],
  );
  return [
    ...show("expected", linesOf(client, client.expected)),
    ...show(didOf(client), linesOf(client, received)),
  ];
}
