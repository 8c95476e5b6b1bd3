import { Log, useLines } from "#screen";

export async function order(socket, id, text) {
  let isConfirmed = false;
  while (!isConfirmed) {
    try {
      await socket.timeout(300).emitWithAck("order", id, text);
      isConfirmed = true;
    } catch {
      // No acknowledgement within 300 ms: send the same order again.
    }
  }
}

export default function Client({ name }) {
  const [lines] = useLines();
  return <Log name={name} lines={lines} />;
}
