import { useEffect } from "react";
import { Log, useLines } from "#screen";

export const reconnect = (socket) => socket.disconnect().connect();
export const ask = (socket) => socket.emitWithAck("who-am-i");

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onConnect = () => {
      add("connected");
      socket.emit("i-am", name);
    };
    socket.on("connect", onConnect);
    return () => socket.off("connect", onConnect);
  }, [socket, name, add]);

  return <Log name={name} lines={lines} />;
}
