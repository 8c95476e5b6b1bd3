import { memo } from "react";
import type { Message } from "../../contract/events.ts";
import type { Pending } from "../chat/state.ts";
import { colourOf } from "./colour-of.ts";

const time = new Intl.DateTimeFormat(undefined, {
  hour: "numeric",
  minute: "2-digit",
});
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** Today the time is enough. */
const when = (at: number) =>
  day.format(at) === day.format(Date.now())
    ? time.format(at)
    : `${day.format(at)}, ${time.format(at)}`;

function By({ user, name, at }: { user: string; name: string; at: number }) {
  return (
    <p className="by">
      <b className={`name ${colourOf(user)}`}>
        <bdi>{name}</bdi>
      </b>{" "}
      <time dateTime={new Date(at).toISOString()}>{when(at)}</time>
    </p>
  );
}

/** A message that the server has. */
export const MessageItem = memo(function MessageItem({
  message,
  remove,
}: {
  message: Message;
  /** Given where this user may remove it. */
  remove: ((id: string) => void) | undefined;
}) {
  const { id, user, name, at, text, removed } = message;
  return (
    <li className="message">
      <By user={user} name={name} at={at} />
      {removed ? (
        <p className="removed">This message was removed.</p>
      ) : (
        <p className="text" dir="auto">
          {text}
        </p>
      )}
      {remove && !removed && (
        <button
          className="plain remove"
          aria-label={`Remove ${name}'s message`}
          onClick={() => remove(id)}
        >
          Remove
        </button>
      )}
    </li>
  );
});

/** A message that is on its way, or did not get there. */
export function PendingItem({
  pending: { at, text, problem },
  me,
  retry,
  discard,
}: {
  pending: Pending;
  me: { id: string; name: string };
  retry: () => void;
  discard: () => void;
}) {
  return (
    <li className="message pending">
      <By user={me.id} name={me.name} at={at} />
      <p className="text" dir="auto">
        {text}
      </p>
      {problem === undefined ? (
        <p className="state">sending…</p>
      ) : (
        <p className="state failed" role="alert">
          Not sent. {problem}{" "}
          <button className="plain" onClick={retry}>
            Try again
          </button>{" "}
          <button className="plain" onClick={discard}>
            Discard
          </button>
        </p>
      )}
    </li>
  );
}
