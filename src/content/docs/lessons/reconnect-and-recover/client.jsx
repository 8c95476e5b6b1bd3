import { useEffect, useState } from "react";

export const say = (socket, from, text) => socket.emit("say", { from, text });

export default function Client({ socket, name }) {
  const [lines, setLines] = useState([]);
  const [text, setText] = useState("");

  useEffect(() => {
    // A page may stay open for days: the last 50 lines are enough to read.
    const add = (line) => setLines((before) => [...before, line].slice(-50));
    const onConnect = () => add(socket.recovered ? "recovered" : "connected");
    const onDisconnect = (reason) => add(`disconnected: ${reason}`);
    const onWelcome = () => add("welcome");
    const onSaid = ({ from, text, count }) => add(`${from} ${count}: ${text}`);
    socket.on("connect", onConnect);
    socket.on("disconnect", onDisconnect);
    socket.on("welcome", onWelcome);
    socket.on("said", onSaid);
    return () => {
      socket.off("connect", onConnect);
      socket.off("disconnect", onDisconnect);
      socket.off("welcome", onWelcome);
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
