import { useEffect, useState } from "react";

export const connect = (socket) => socket.connect();
export const disconnect = (socket) => socket.disconnect();
export const reconnect = (socket) => socket.disconnect().connect();
export const drop = (socket) => socket.io.engine?.close();
export const echo = (socket, text) => socket.emit("echo", text);

export default function Client({ socket, name }) {
  const [lines, setLines] = useState([]);
  const [text, setText] = useState("");

  useEffect(() => {
    // A page may stay open for days: the last 50 lines are enough to read.
    const add = (line) => setLines((before) => [...before, line].slice(-50));
    const listeners = {
      connect: () => add("connect"),
      disconnect: (reason) => add(`disconnect: ${reason}`),
      welcome: (id) => add(`welcome: ${id}`),
      left: (reason) => add(`left: ${reason}`),
      echo: (answer) => add(`echo: ${answer}`),
    };
    for (const event in listeners) socket.on(event, listeners[event]);
    return () => {
      for (const event in listeners) socket.off(event, listeners[event]);
    };
  }, [socket]);

  function onSubmit(event) {
    event.preventDefault();
    echo(socket, text);
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
