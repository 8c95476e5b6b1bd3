import type { Message } from "../../contract/events.ts";

/** Puts messages in a row where their places are. Of two states of one, the later stands. */
export function mergeMessages(row: Message[], more: Message[]): Message[] {
  const last = row.at(-1);
  if (more.every(({ seq }, n) => seq > (more[n - 1] ?? last ?? { seq: 0 }).seq))
    return [...row, ...more];
  const bySeq = new Map(row.map((message) => [message.seq, message]));
  for (const message of more) {
    const known = bySeq.get(message.seq);
    if (!known || known.changed < message.changed)
      bySeq.set(message.seq, message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
