import { useEffect, useState } from "react";

const SEVEN = ["hi", 7, true, null, { a: 1 }, [1, undefined], new Date(0)];

export const sendWord = (socket, word) => socket.emit("word", word);
export const sendSeven = (socket) => socket.emit("values", ...SEVEN);
export const sendMap = (socket) => socket.emit("values", new Map([["a", 1]]));
export const sendBytes = (socket) =>
  socket.emit("values", new Uint8Array([1, 2, 3]));
export const askToCount = (socket) => socket.emit("count");
export const poke = (socket) => socket.emit("poke");
export const cryOnce = (socket) =>
  socket.once("poke", () => socket.emit("word", "ouch"));

// A page may stay open for days: the last 50 lines are enough to read.
const adding = (line) => (lines) => [...lines, line].slice(-50);

export default function Client({ socket, name }) {
  const [lines, setLines] = useState([]);
  const [text, setText] = useState("");
  const [feelsPokes, setFeelsPokes] = useState(true);

  useEffect(() => {
    const onAnswer = (answer) => setLines(adding(answer));
    const onKinds = (kinds) => setLines(adding(kinds.join(", ")));
    const onTick = (n) => setLines(adding(`tick ${n}`));
    socket.on("answer", onAnswer);
    socket.on("kinds", onKinds);
    socket.on("tick", onTick);
    return () => {
      socket.off("answer", onAnswer);
      socket.off("kinds", onKinds);
      socket.off("tick", onTick);
    };
  }, [socket]);

  useEffect(() => {
    if (!feelsPokes) return;
    const onPoke = () => setLines(adding("poke"));
    socket.on("poke", onPoke);
    return () => socket.off("poke", onPoke);
  }, [socket, feelsPokes]);

  function onSubmit(event) {
    event.preventDefault();
    sendWord(socket, text);
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
      <label>
        <input
          type="checkbox"
          checked={feelsPokes}
          onChange={(event) => setFeelsPokes(event.target.checked)}
        />
        Listen to pokes
      </label>
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
