import { useEffect } from "react";
import { Log, MessageForm, Said, useLines } from "#screen";

export const connect = (socket) => socket.connect();
export const disconnect = (socket) => socket.disconnect();
export const reconnect = (socket) => socket.disconnect().connect();
export const drop = (socket) => socket.io.engine?.close();
export const echo = (socket, text) => socket.emit("echo", text);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const listeners = {
      connect: () => add("connect"),
      disconnect: (reason) => add(`disconnect: ${reason}`),
      welcome: (id) => add(`welcome: ${id}`),
      left: (reason) => add(`left: ${reason}`),
      echo: (answer) => add(<Said by="echo">{answer}</Said>),
    };
    for (const event in listeners) socket.on(event, listeners[event]);
    return () => {
      for (const event in listeners) socket.off(event, listeners[event]);
    };
  }, [socket, add]);

  return (
    <>
      <Log name={name} lines={lines} />
      <MessageForm onSend={(text) => echo(socket, text)} />
    </>
  );
}
