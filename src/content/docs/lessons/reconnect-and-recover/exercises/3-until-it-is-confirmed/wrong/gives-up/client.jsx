import { Log, useLines } from "#screen";

export async function order(socket, id, text) {
  try {
    await socket.timeout(300).emitWithAck("order", id, text);
  } catch {
    console.log("The order was lost.");
  }
}

export default function Client({ name }) {
  const [lines] = useLines();
  return <Log name={name} lines={lines} />;
}
