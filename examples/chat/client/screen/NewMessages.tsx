import { useState } from "react";
import type { Message } from "../../contract/events.ts";

/**
 * Says each new message of others once, for who listens to the screen. The list itself is silent:
 * it would also read aloud each older page that comes above.
 */
export function NewMessages({
  last,
  me,
}: {
  last: Message | undefined;
  me: string;
}) {
  const [from] = useState(last?.seq ?? 0);
  const isNews =
    last !== undefined && last.seq > from && last.user !== me && !last.removed;

  return (
    <p className="unseen" aria-live="polite">
      {isNews && `${last.name}: ${last.text}`}
    </p>
  );
}
