import { useEffect, useState } from "react";
import { Log, MessageForm, useLines } from "#screen";

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

export default function Client({ socket, name }) {
  const [lines, add] = useLines();
  const [feelsPokes, setFeelsPokes] = useState(true);

  useEffect(() => {
    const onAnswer = (answer) => add(answer);
    const onKinds = (kinds) => add(kinds.join(", "));
    const onTick = (n) => add(`tick ${n}`);
    socket.on("answer", onAnswer);
    socket.on("kinds", onKinds);
    socket.on("tick", onTick);
    return () => {
      socket.off("answer", onAnswer);
      socket.off("kinds", onKinds);
      socket.off("tick", onTick);
    };
  }, [socket, add]);

  useEffect(() => {
    if (!feelsPokes) return;
    const onPoke = () => add("poke");
    socket.on("poke", onPoke);
    return () => socket.off("poke", onPoke);
  }, [socket, add, feelsPokes]);

  return (
    <>
      <Log name={name} lines={lines} />
      <label>
        <input
          type="checkbox"
          checked={feelsPokes}
          onChange={(event) => setFeelsPokes(event.target.checked)}
        />
        Listen to pokes
      </label>
      <MessageForm onSend={(text) => sendWord(socket, text)} />
    </>
  );
}
