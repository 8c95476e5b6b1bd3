import { useState } from "react";
import { MOST_NAME } from "../chat/create-chat.ts";
import { useChat } from "./use-chat.ts";

/** Asks a newcomer what to call them. */
export function NameForm() {
  const chat = useChat();
  const [name, setName] = useState("");
  const called = name.trim();

  return (
    <form
      className="welcome"
      onSubmit={(event) => {
        event.preventDefault();
        if (called) void chat.rename(called);
      }}
    >
      <h1>Chat</h1>
      <label htmlFor="chat-name">What shall others call you?</label>
      <div className="row">
        <input
          id="chat-name"
          dir="auto"
          autoComplete="nickname"
          autoFocus
          required
          maxLength={MOST_NAME}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button className="primary" disabled={!called}>
          Start
        </button>
      </div>
    </form>
  );
}
