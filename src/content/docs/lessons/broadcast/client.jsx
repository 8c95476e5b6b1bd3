import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const note = (socket, message) => socket.emit("note", message);
export const say = (socket, message) => socket.emit("chat", message);
export const announce = (socket, message) => socket.emit("announce", message);
export const leave = (socket) => socket.disconnect();
export const comeBack = (socket) => socket.connect();

export default function Client({ socket, name }) {
  const [messages, add] = useLines();

  useEffect(() => {
    socket.on("note", add);
    socket.on("chat", add);
    socket.on("announce", add);
    return () => {
      socket.off("note", add);
      socket.off("chat", add);
      socket.off("announce", add);
    };
  }, [socket, add]);

  return (
    <>
      <Log name={name}>
        {messages.map(({ id, line }) => (
          <li key={id}>
            <b>{line.from}</b> <bdi>{line.text}</bdi>
          </li>
        ))}
      </Log>
      <MessageForm onSend={(text) => say(socket, { from: name, text })} />
    </>
  );
}
