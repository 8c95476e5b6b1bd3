import { useEffect, useState } from "react";

export const note = (socket, message) => socket.emit("note", message);
export const say = (socket, message) => socket.emit("chat", message);
export const announce = (socket, message) => socket.emit("announce", message);
export const leave = (socket) => socket.disconnect();
export const comeBack = (socket) => socket.connect();

export default function Client({ socket, name }) {
  const [messages, setMessages] = useState([]);
  const [text, setText] = useState("");

  useEffect(() => {
    const onMessage = (message) => {
      // A page may stay open for days: the last 100 messages are enough to read.
      setMessages((before) => [...before, message].slice(-100));
    };
    socket.on("note", onMessage);
    socket.on("chat", onMessage);
    socket.on("announce", onMessage);
    return () => {
      socket.off("note", onMessage);
      socket.off("chat", onMessage);
      socket.off("announce", onMessage);
    };
  }, [socket]);

  function onSubmit(event) {
    event.preventDefault();
    say(socket, { from: name, text });
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
          {messages.map((message, index) => (
            <li key={index}>
              <b>{message.from}</b> {message.text}
            </li>
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
