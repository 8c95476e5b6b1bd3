import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const say = (socket, text) => socket.emit("say", text);
export const catchUp = (socket, after) => socket.emit("catch-up", after);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onSaid = (place, text) => add(`${place}: ${text}`);
    socket.on("said", onSaid);
    return () => socket.off("said", onSaid);
  }, [socket, add]);

  return (
    <>
      <Log name={name} lines={lines} />
      <MessageForm onSend={(text) => say(socket, text)} />
    </>
  );
}
