import { useEffect } from "react";
import { Log, MessageForm, Said, useLines } from "#screen";

export const say = (socket, from, text) => socket.emit("say", { from, text });

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onConnect = () => add(socket.recovered ? "recovered" : "connected");
    const onDisconnect = (reason) => add(`disconnected: ${reason}`);
    const onWelcome = () => add("welcome");
    const onSaid = ({ from, text, count }) =>
      add(<Said by={`${from} ${count}`}>{text}</Said>);
    socket.on("connect", onConnect);
    socket.on("disconnect", onDisconnect);
    socket.on("welcome", onWelcome);
    socket.on("said", onSaid);
    return () => {
      socket.off("connect", onConnect);
      socket.off("disconnect", onDisconnect);
      socket.off("welcome", onWelcome);
      socket.off("said", onSaid);
    };
  }, [socket, add]);

  return (
    <>
      <Log name={name} lines={lines} />
      <MessageForm onSend={(text) => say(socket, name, text)} />
    </>
  );
}
