import { useEffect } from "react";
import { Log, useLines } from "#screen";

export const enter = (socket, room) => socket.emit("enter", room);
export const say = (socket, room, text) => socket.emit("say", room, text);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onSaid = (text) => add(`said: ${text}`);
    socket.on("said", onSaid);
    return () => socket.off("said", onSaid);
  }, [socket, add]);

  return <Log name={name} lines={lines} />;
}
