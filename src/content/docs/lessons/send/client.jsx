import { useEffect, useState } from "react";

export const say = (socket, text) => socket.send(text);
export const emitMessage = (socket, text) => socket.emit("message", text);
export const tellTyping = (socket) => socket.emit("typing", true);

export default function Client({ socket, name }) {
  const [lines, setLines] = useState([]);
  const [text, setText] = useState("");

  useEffect(() => {
    // A page may stay open for days: the last 50 lines are enough to read.
    const add = (line) => setLines((before) => [...before, line].slice(-50));
    const onMessage = (message) => add(message);
    const onTyping = (isTyping) =>
      add(isTyping ? "typing …" : "stopped typing");
    socket.on("message", onMessage);
    socket.on("typing", onTyping);
    return () => {
      socket.off("message", onMessage);
      socket.off("typing", onTyping);
    };
  }, [socket]);

  function onSubmit(event) {
    event.preventDefault();
    say(socket, text);
    setText("");
  }

  return (
    <>
      <div
        className="log"
        role="log"
        aria-label={`${name}'s messages`}
        tabIndex={0}
      >
        <ul>
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      </div>
      <form className="field" onSubmit={onSubmit}>
        <input
          aria-label="Message"
          placeholder="Message"
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button>Send</button>
      </form>
    </>
  );
}
