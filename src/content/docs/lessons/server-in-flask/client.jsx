import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const hello = (socket, name) => socket.emit("hello", { name });
export const add = (socket, ...numbers) => socket.emit("add", ...numbers);
export const say = (socket, text) => socket.send(text);
export const start = (socket) => socket.emit("start");

export default function Client({ socket, name }) {
  const [lines, write] = useLines();

  useEffect(() => {
    const listeners = {
      greeting: (data) => write(data.text),
      sum: (sum) => write(`sum ${sum}`),
      message: (message) => write(message),
      tick: (n) => write(`tick ${n}`),
      done: () => write("done"),
    };
    for (const event in listeners) socket.on(event, listeners[event]);
    return () => {
      for (const event in listeners) socket.off(event, listeners[event]);
    };
  }, [socket, write]);

  return (
    <>
      <Log name={name} lines={lines} />
      <MessageForm onSend={(text) => say(socket, text)} />
    </>
  );
}
