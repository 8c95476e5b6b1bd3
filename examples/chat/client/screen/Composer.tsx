import { useState } from "react";
import { MOST_TEXT } from "../chat/create-chat.ts";
import { useChat } from "./use-chat.ts";

const lengthOf = (text: string) => Array.from(text).length;

/** Where one writes. Enter sends; Shift and Enter begin a new line. */
export function Composer({ room }: { room: string }) {
  const chat = useChat();
  const [text, setText] = useState("");
  const tooMany = lengthOf(text.trim()) - MOST_TEXT;
  const canSend = text.trim() !== "" && tooMany <= 0;

  function send() {
    if (!canSend) return;
    chat.send(room, text.trim());
    setText("");
  }

  return (
    <form
      className="composer row"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        aria-label="Message"
        placeholder="Message"
        dir="auto"
        rows={1}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          chat.writing(room);
        }}
        onKeyDown={(event) => {
          // Enter also ends the choice of a word where one writes by an input method.
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          if (event.shiftKey) return;
          event.preventDefault();
          send();
        }}
      />
      <button className="primary" disabled={!canSend}>
        Send
      </button>
      {tooMany > 0 && (
        <p role="alert">{`${tooMany} characters too many to be sent.`}</p>
      )}
    </form>
  );
}
