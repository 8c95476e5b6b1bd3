import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const shout = (socket, word, onAnswer = () => {}) =>
  socket.emit("shout", word, onAnswer);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onShout = (word) => add(`shout: ${word}`);
    socket.on("shout", onShout);
    return () => socket.off("shout", onShout);
  }, [socket, add]);

  return (
    <>
      <Log name={name} lines={lines} />
      <MessageForm
        onSend={(text) =>
          shout(socket, text, (answer) => add(`acknowledged: ${answer}`))
        }
      />
    </>
  );
}
