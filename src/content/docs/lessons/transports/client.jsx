import { useEffect, useState } from "react";

export const say = (socket, from, text) => socket.emit("say", { from, text });

/** Ends the connection and makes a new one, by these transports from now on. */
export function connectBy(socket, transports) {
  socket.io.opts.transports = transports;
  socket.disconnect().connect();
}

export default function Client({ socket, name }) {
  const [lines, setLines] = useState([]);
  const [text, setText] = useState("");

  useEffect(() => {
    // A page may stay open for days: the last 50 lines are enough to read.
    const add = (line) => setLines((before) => [...before, line].slice(-50));
    const onOpen = () => {
      const { engine } = socket.io;
      add(`opened by ${engine.transport.name}`);
      engine.on("upgrade", ({ name }) => add(`upgraded to ${name}`));
    };
    const onError = (error) => add(`cannot connect: ${error.message}`);
    const onSaid = ({ from, text, by }) => add(`${from}, by ${by}: ${text}`);
    socket.io.on("open", onOpen);
    socket.on("connect_error", onError);
    socket.on("said", onSaid);
    return () => {
      socket.io.off("open", onOpen);
      socket.off("connect_error", onError);
      socket.off("said", onSaid);
    };
  }, [socket]);

  function onSubmit(event) {
    event.preventDefault();
    say(socket, name, text);
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
