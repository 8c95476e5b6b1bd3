import { Log, useLines } from "#screen";

export async function order(socket, id, text) {
  await socket.emitWithAck("order", id, text);
}

export default function Client({ name }) {
  const [lines] = useLines();
  return <Log name={name} lines={lines} />;
}
