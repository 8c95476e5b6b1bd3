import { useEffect } from "react";
import { Log, useLines } from "#screen";

export const ask = (socket, onAnswer = () => {}) =>
  socket.emit("which-transport", onAnswer);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onAny = (event, ...args) => add(`${event}: ${args.join(", ")}`);
    socket.onAny(onAny);
    return () => socket.offAny(onAny);
  }, [socket, add]);

  return <Log name={name} lines={lines} />;
}
