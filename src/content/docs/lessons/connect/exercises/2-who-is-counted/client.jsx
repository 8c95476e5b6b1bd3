import { useEffect } from "react";
import { Log, useLines } from "#screen";

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onHere = (count) => add(`here: ${count}`);
    socket.on("here", onHere);
    return () => socket.off("here", onHere);
  }, [socket, add]);

  return <Log name={name} lines={lines} />;
}
