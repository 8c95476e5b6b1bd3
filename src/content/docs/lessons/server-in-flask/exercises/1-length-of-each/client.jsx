import { useEffect } from "react";
import { Log, MessageForm, useLines } from "#screen";

export const measure = (socket, ...words) => socket.emit("measure", ...words);

export default function Client({ socket, name }) {
  const [lines, add] = useLines();

  useEffect(() => {
    const onLengths = (...lengths) => add(`lengths: ${lengths.join(", ")}`);
    socket.on("lengths", onLengths);
    return () => socket.off("lengths", onLengths);
  }, [socket, add]);

  return (
    <>
      <Log name={name} lines={lines} />
      <MessageForm onSend={(text) => measure(socket, ...text.split(" "))} />
    </>
  );
}
