import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const tellJoke = (socket, text) => socket.emit("joke", text);
export const keepSecret = (socket, text) => socket.emit("secret", text);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onJoke = (text) => add(`joke: ${text}`);
    const onSecret = (text) => add(`secret: ${text}`);
    socket.on("joke", onJoke);
    socket.on("secret", onSecret);
    return () => {
      socket.off("joke", onJoke);
      socket.off("secret", onSecret);
    };
  }, [socket, add]);

  return (
    <>
      <Log name={name}>
        {lines.map(({ id, line }) => (
          <li key={id}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </Log>
      <MessageForm onSend={(text) => tellJoke(socket, text)} />
    </>
  );
}
