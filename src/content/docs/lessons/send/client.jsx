import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const say = (socket, text) => socket.send(text);
export const emitMessage = (socket, text) => socket.emit("message", text);
export const tellTyping = (socket) => socket.emit("typing", true);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onMessage = (message) => add(message);
    const onTyping = (isTyping) =>
      add(isTyping ? "typing …" : "stopped typing");
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
