import { useSeen } from "../playback/use-seen.ts";
import type { SeenClient } from "#lab/playback/seen.ts";
import type { Unsent } from "#lab/client/unsent.ts";

const LONGEST = 60;
const shorten = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

/** An event and what it carries, as a program would write it. */
const inCode = ({ event, args }: Unsent): string =>
  shorten([event, ...args.map((arg) => JSON.stringify(arg))].join(" "));

/** What a client has emitted without a connection: its socket keeps it until there is one. */
export function NotSentYet({ client }: { client: SeenClient }) {
  const unsent = useSeen(client.unsent);
  const [first, ...more] = unsent;
  if (!first) return null;
  return (
    <p className="not-sent" aria-live="polite">
      <span>Not sent yet: </span>
      <code translate="no">{inCode(first)}</code>
      {more.length > 0 && <span>{` and ${more.length} more`}</span>}
    </p>
  );
}
