import { Log, useLines } from "#screen";

export async function order(socket, id, text) {
  await socket
    .timeout(300)
    .emitWithAck("order", id, text)
    .catch(() => {});
  await socket
    .timeout(300)
    .emitWithAck("order", id, text)
    .catch(() => {});
}

export default function Client({ name }) {
  const [lines] = useLines();
  return <Log name={name} lines={lines} />;
}
