import { useEffect } from "react";
import { Log, useLines } from "#screen";

export const say = (socket, text) => socket.emit("message", text);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onAnswer = (text) => add(text);
    socket.on("message", onAnswer);
    socket.on("answer", onAnswer);
    return () => {
      socket.off("message", onAnswer);
      socket.off("answer", onAnswer);
    };
  }, [socket, add]);

  return <Log name={name} lines={lines} />;
}
