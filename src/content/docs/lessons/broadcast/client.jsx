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
    let received = 0;
    const onMessage = (message) => {
      const numbered = { ...message, id: (received += 1) };
      // A page may stay open for days: the last 50 messages are enough to read.
      setMessages((before) => [...before, numbered].slice(-50));
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
          {messages.map((message) => (
            <li key={message.id}>
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
