import { memo, useEffect, useRef, useState } from "react";
import type { Person } from "../../contract/events.ts";
import { Composer } from "./Composer.tsx";
import { MessageList } from "./MessageList.tsx";
import { useChat, useChatState } from "./use-chat.ts";

const NOBODY: Person[] = [];

/** More names than these do not fit in a line. */
const NAMED = 20;

/** Who is here. Drawn anew only when someone comes or goes: it may be a crowd. */
const Present = memo(function Present({ people }: { people: Person[] }) {
  const names = people.map((person) => person.name);
  const others = names.length - NAMED;
  return (
    <p className="present" title={names.join(", ")}>
      <span>{`${names.length} here:`}</span>{" "}
      <bdi>{names.slice(0, NAMED).join(", ")}</bdi>
      {others > 0 && <span>{` and ${others} more`}</span>}
    </p>
  );
});

/** The room on the screen. */
export function OpenRoom({ name }: { name: string }) {
  const chat = useChat();
  const present = useChatState(({ rooms }) => rooms[name]?.present);
  const [problem, setProblem] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);

  // Whoever opened the room by keyboard goes on from here. Where it opens by itself, as when the
  // page is loaded, the reader may be at work elsewhere: in another client's box, for instance.
  useEffect(() => {
    const title = heading.current;
    const app = title?.closest(".chat-app");
    if (app?.contains(document.activeElement)) title?.focus();
  }, []);

  return (
    <section className="open-room" aria-label={name}>
      <header className="room-head">
        <button
          className="plain back"
          aria-label="Back to the rooms"
          onClick={() => chat.open(undefined)}
        >
          ‹
        </button>
        <div className="room-title">
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {name}
          </h1>
          <Present people={present ?? NOBODY} />
        </div>
        <button
          onClick={() => {
            void chat.leave(name).then(setProblem);
          }}
        >
          Leave
        </button>
      </header>
      {problem && <p role="alert">{problem}</p>}
      <MessageList room={name} report={setProblem} />
      <Typing room={name} />
      <Composer room={name} />
    </section>
  );
}

/** Who writes something there now. */
function Typing({ room }: { room: string }) {
  const typing = useChatState(({ rooms }) => rooms[room]?.typing) ?? NOBODY;
  return (
    <p className="typing">
      {typing.length === 1 && (
        <span>
          <bdi>{typing[0]?.name}</bdi> <span>is writing…</span>
        </span>
      )}
      {typing.length > 1 && (
        <span>{`${typing.length} people are writing…`}</span>
      )}
    </p>
  );
}
