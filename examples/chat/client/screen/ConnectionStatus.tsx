import { useState } from "react";
import type { Connection } from "../chat/state.ts";
import { MOST_NAME } from "../chat/create-chat.ts";
import { colourOf } from "./colour-of.ts";
import { useChat, useChatState } from "./use-chat.ts";

/** Who I am, and whether there is a connection. */
export function ConnectionStatus() {
  const chat = useChat();
  const me = useChatState((state) => state.me);
  const connection = useChatState((state) => state.connection);
  const [isRenaming, setRenaming] = useState(false);

  return (
    <footer className="me">
      {isRenaming ? (
        <RenameForm done={() => setRenaming(false)} />
      ) : (
        <button
          className={`plain name ${colourOf(me.id)}`}
          title="Change your name"
          onClick={() => setRenaming(true)}
        >
          <span className="dot" aria-hidden="true" />
          <bdi>{me.name}</bdi>
        </button>
      )}
      <div className="connection" role="status">
        {wordsFor(connection)}
      </div>
      {connection.is === "ended" && (
        <button onClick={() => chat.reconnect()}>Connect again</button>
      )}
    </footer>
  );
}

function wordsFor(connection: Connection): string {
  switch (connection.is) {
    case "connected":
      return "connected";
    case "connecting":
      return "connecting…";
    case "cut":
      return "No connection. What you write is sent when it is back.";
    case "refused":
      return `Not connected. ${connection.why} What you write is sent once the server lets you in.`;
    case "ended":
      return connection.why;
  }
}

function RenameForm({ done }: { done: () => void }) {
  const chat = useChat();
  const [name, setName] = useState(useChatState(({ me }) => me.name));
  const [problem, setProblem] = useState<string>();

  async function rename() {
    const refused = await chat.rename(name.trim());
    setProblem(refused);
    if (!refused) done();
  }

  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") done();
      }}
    >
      <input
        aria-label="Your name"
        dir="auto"
        autoFocus
        required
        maxLength={MOST_NAME}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button disabled={!name.trim()}>Save</button>
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}
