import { useEffect } from "react";
import { Log, useLines } from "#screen";

export const swap = (socket, one, two) => socket.emit("swap", one, two);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onSwapped = (...words) => add(`swapped: ${JSON.stringify(words)}`);
    socket.on("swapped", onSwapped);
    return () => socket.off("swapped", onSwapped);
  }, [socket, add]);

  return <Log name={name} lines={lines} />;
}
