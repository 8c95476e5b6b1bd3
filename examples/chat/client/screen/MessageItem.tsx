import { memo } from "react";
import type { Message, Person } from "../../contract/events.ts";
import type { Pending } from "../chat/state.ts";
import { colourOf } from "./colour-of.ts";
import { useChat } from "./use-chat.ts";

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

/**
 * A message: one that the server has, one on its way, or one that did not get there. It is drawn by
 * the same component all the while, so that what was written stays where it is when it is sent.
 */
export const MessageItem = memo(function MessageItem({
  message,
  me,
  remove,
}: {
  message: Message | Pending;
  me: Person;
  /** Given where this user may remove messages. */
  remove: ((id: string) => void) | undefined;
}) {
  const chat = useChat();
  const { id, at, text } = message;
  const isSent = "seq" in message;
  const author = isSent ? { id: message.user, name: message.name } : me;
  const isRemoved = isSent && message.removed;
  const problem = isSent ? undefined : message.problem;
  return (
    <li className={isSent ? "message" : "message pending"}>
      <p className="by">
        <b className={`name ${colourOf(author.id)}`}>
          <bdi>{author.name}</bdi>
        </b>{" "}
        <time dateTime={new Date(at).toISOString()}>{when(at)}</time>
        {!isSent && problem === undefined && (
          <span className="state"> sending…</span>
        )}
      </p>
      {isRemoved ? (
        <p className="removed">This message was removed.</p>
      ) : (
        <p className="text" dir="auto">
          {text}
        </p>
      )}
      {problem !== undefined && (
        <p className="state failed" role="alert">
          <span>{`Not sent. ${problem}`}</span>{" "}
          <button className="plain" onClick={() => chat.retry(id)}>
            Try again
          </button>{" "}
          <button className="plain" onClick={() => chat.discard(id)}>
            Discard
          </button>
        </p>
      )}
      {remove && isSent && !isRemoved && (
        <button
          className="plain remove"
          aria-label={`Remove ${author.name}'s message`}
          onClick={() => remove(id)}
        >
          Remove
        </button>
      )}
    </li>
  );
});
