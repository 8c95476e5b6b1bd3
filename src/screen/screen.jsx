import { useReducer, useState } from "react";

/** The last 50 lines, each with an id of its own, and a function that adds one. */
export function useLines() {
  return useReducer((before, line) => {
    const id = (before.at(-1)?.id ?? 0) + 1;
    // A page may stay open for days: the last 50 lines are enough to read.
    return [...before, { id, line }].slice(-50);
  }, []);
}

/** What a client has heard: the lines of `useLines`, or list items of its own. */
export function Log({ name, lines, children }) {
  return (
    <div
      className="log"
      role="log"
      aria-label={`${name}'s messages`}
      tabIndex={0}
    >
      <ul>
        {children ??
          lines.map(({ id, line }) => (
            <li key={id} dir="auto">
              {line}
            </li>
          ))}
      </ul>
    </div>
  );
}

/** A line of what somebody wrote, after who did: the text reads in its own direction. */
export function Said({ by, children }) {
  return (
    <>
      {by}: <bdi>{children}</bdi>
    </>
  );
}

/** A box to write in: it gives `onSend` the text, and is empty again. */
export function MessageForm({ onSend, children }) {
  const [text, setText] = useState("");

  function onSubmit(event) {
    event.preventDefault();
    onSend(text);
    setText("");
  }

  return (
    <form className="field" onSubmit={onSubmit}>
      {children}
      <input
        aria-label="Message"
        placeholder="Message"
        dir="auto"
        required
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button>Send</button>
    </form>
  );
}
