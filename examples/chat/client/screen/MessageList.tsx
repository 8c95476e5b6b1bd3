import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { Message } from "../../contract/events.ts";
import { hasOlder, pendingIn } from "../chat/state.ts";
import { MessageItem } from "./MessageItem.tsx";
import { NewMessages } from "./NewMessages.tsx";
import { useChat, useChatState } from "./use-chat.ts";

/** Nearer to the end than this, in pixels, one reads what comes. */
const NEAR = 80;

const NONE: Message[] = [];

/** A room's messages. It stays at the end, unless one reads further up; there, older ones come. */
export function MessageList({
  room: name,
  report,
}: {
  room: string;
  report: (problem: string | undefined) => void;
}) {
  const chat = useChat();
  const room = useChatState(({ rooms }) => rooms[name]);
  const everyPending = useChatState((state) => state.pending);
  const me = useChatState((state) => state.me);
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  /** The height below the first message, kept while older ones come above it. */
  const below = useRef({ first: 0, height: 0 });
  const pending = pendingIn(
    { ...chat.getState(), pending: everyPending },
    name,
  );
  const messages = room?.messages ?? NONE;
  const first = messages[0]?.seq ?? 0;
  const more = room !== undefined && hasOlder(room);
  const isFounder = room?.founder === me.id;
  const remove = useCallback(
    (id: string) => void chat.remove(name, id).then(report),
    [chat, name, report],
  );

  const look = useCallback(() => {
    const isSeen = isAtEnd.current && document.visibilityState === "visible";
    chat.see(isSeen ? name : undefined);
  }, [chat, name]);

  const fetchOlder = useCallback(
    () => void chat.older(name).then(report),
    [chat, name, report],
  );

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const before = below.current;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    else if (first < before.first)
      element.scrollTop += element.scrollHeight - before.height;
    below.current = { first, height: element.scrollHeight };
  }, [first, messages, pending.length]);

  // A phone's keyboard takes half the height: the end stays in sight.
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      chat.see(undefined);
    };
  }, [chat, look]);

  function scrolled(element: HTMLDivElement) {
    const { scrollTop, scrollHeight, clientHeight } = element;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
    if (scrollTop < NEAR && more) fetchOlder();
    look();
  }

  return (
    <div
      className="messages"
      ref={list}
      // One reads up and down in it by keyboard.
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={`Messages in ${name}`}
      onScroll={(event) => scrolled(event.currentTarget)}
    >
      {more && (
        <button className="plain older" onClick={fetchOlder}>
          Show earlier messages
        </button>
      )}
      {!more && room?.heard !== undefined && (
        <p className="beginning">This is where the room begins.</p>
      )}
      <ol>
        {[...messages, ...pending].map((message) => (
          <MessageItem
            key={message.id}
            message={message}
            me={me}
            remove={isFounder ? remove : undefined}
          />
        ))}
      </ol>
      <NewMessages last={messages.at(-1)} me={me.id} />
    </div>
  );
}
