import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const say = (socket, text) => socket.send(text);
export const type = (socket, text) => socket.emit("typing", text);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onMessage = (text) => add(`message: ${text}`);
    const onTyping = (text) => add(`typing: ${text}`);
    socket.on("message", onMessage);
    socket.on("typing", onTyping);
    return () => {
      socket.off("message", onMessage);
      socket.off("typing", onTyping);
    };
  }, [socket, add]);

  return (
    <>
      <Log name={name} lines={lines} />
      <MessageForm onSend={(text) => say(socket, text)} />
    </>
  );
}
