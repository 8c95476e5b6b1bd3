import { useEffect } from "react";
import { Log, MessageForm, Said, useLines } from "#screen";

export const say = (socket, from, text) => socket.emit("say", { from, text });

/** Ends the connection and makes a new one, by these transports from now on. */
export function connectBy(socket, transports) {
  socket.io.opts.transports = transports;
  socket.disconnect().connect();
}

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onOpen = () => {
      const { engine } = socket.io;
      add(`opened by ${engine.transport.name}`);
      engine.on("upgrade", ({ name }) => add(`upgraded to ${name}`));
    };
    const onError = (error) => add(`cannot connect: ${error.message}`);
    const onSaid = ({ from, text, by }) =>
      add(<Said by={`${from}, by ${by}`}>{text}</Said>);
    socket.io.on("open", onOpen);
    socket.on("connect_error", onError);
    socket.on("said", onSaid);
    return () => {
      socket.io.off("open", onOpen);
      socket.off("connect_error", onError);
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
