import { useEffect } from "react";
import { Log, useLines } from "#screen";

export const publish = (socket, text) => socket.emit("publish", text);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    socket.on("news", (text) => {
      add(text);
      socket.emit("read", text);
    });
  });

  return <Log name={name} lines={lines} />;
}
