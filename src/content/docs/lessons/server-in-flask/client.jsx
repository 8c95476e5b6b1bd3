import { useEffect, useState } from "react";

export const hello = (socket, name) => socket.emit("hello", { name });
export const add = (socket, ...numbers) => socket.emit("add", ...numbers);
export const say = (socket, text) => socket.send(text);
export const start = (socket) => socket.emit("start");

export default function Client({ socket, name }) {
  const [lines, setLines] = useState([]);
  const [text, setText] = useState("");

  useEffect(() => {
    // A page may stay open for days: the last 50 lines are enough to read.
    const write = (line) => setLines((before) => [...before, line].slice(-50));
    const listeners = {
      greeting: (data) => write(data.text),
      sum: (sum) => write(`sum ${sum}`),
      message: (message) => write(message),
      tick: (n) => write(`tick ${n}`),
      done: () => write("done"),
    };
    for (const event in listeners) socket.on(event, listeners[event]);
    return () => {
      for (const event in listeners) socket.off(event, listeners[event]);
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
