import { useEffect } from "react";
import { Log, useLines } from "#screen";

export const publish = (socket, text) => socket.emit("publish", text);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onNews = (text) => {
      add(text);
      socket.emit("read", text);
    };
    socket.once("news", onNews);
    return () => socket.off("news", onNews);
  }, [socket, add]);

  return <Log name={name} lines={lines} />;
}
