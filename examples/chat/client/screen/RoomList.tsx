import { memo, useCallback, useState } from "react";
import limits from "../../contract/limits.json" with { type: "json" };
import { MOST_ROOM } from "../chat/create-chat.ts";
import { useChat, useChatState } from "./use-chat.ts";

/** One of my rooms. The list is drawn with each message; a room only when it changed. */
const MyRoom = memo(function MyRoom({
  name,
  unread,
  isOpen,
}: {
  name: string;
  unread: number;
  isOpen: boolean;
}) {
  const chat = useChat();
  return (
    <li>
      <button
        className="plain room"
        aria-current={isOpen ? "page" : undefined}
        onClick={() => chat.open(name)}
      >
        <bdi>{name}</bdi>
        {unread > 0 && (
          <span className="unread">
            <span>
              {unread >= limits.unread ? `${limits.unread - 1}+` : unread}
            </span>{" "}
            <span className="unseen">unread</span>
          </span>
        )}
      </button>
    </li>
  );
});

/** My rooms with what is unread in them, the other rooms, and a way to a new one. */
export function RoomList() {
  const chat = useChat();
  const rooms = useChatState((state) => state.rooms);
  const open = useChatState((state) => state.open);
  const [problem, setProblem] = useState<string>();
  const all = Object.values(rooms);
  const mine = all.filter(({ joined }) => joined);
  const others = all.filter(({ joined }) => !joined);

  const enter = useCallback(
    async (name: string) => {
      setProblem(undefined);
      const refused = await chat.join(name);
      if (refused) setProblem(refused);
      else chat.open(name);
    },
    [chat],
  );

  return (
    <nav className="rooms" aria-label="Rooms">
      <h1>Chat</h1>
      <h2>Your rooms</h2>
      {mine.length === 0 && <p className="hint">You are in none yet.</p>}
      <ul>
        {mine.map(({ name, unread }) => (
          <MyRoom
            key={name}
            name={name}
            unread={unread}
            isOpen={name === open}
          />
        ))}
      </ul>
      {others.length > 0 && <h2>Other rooms</h2>}
      <ul>
        {others.map(({ name }) => (
          <li key={name}>
            <button className="plain room" onClick={() => void enter(name)}>
              <bdi>{name}</bdi>
              <span className="join">Join</span>
            </button>
          </li>
        ))}
      </ul>
      <NewRoom enter={enter} />
      {problem && <p role="alert">{problem}</p>}
    </nav>
  );
}

const NewRoom = memo(function NewRoom({
  enter,
}: {
  enter: (name: string) => Promise<void>;
}) {
  const [name, setName] = useState("");
  // As the server keeps it, so that the room that opens is the room that is there.
  const kept = name.trim().replace(/\s+/g, " ");

  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (!kept) return;
        setName("");
        void enter(kept);
      }}
    >
      <input
        aria-label="New room"
        placeholder="New room"
        dir="auto"
        maxLength={MOST_ROOM}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button disabled={!kept}>Open</button>
    </form>
  );
});
