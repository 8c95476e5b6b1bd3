import { Log, useLines } from "#screen";

export async function order(socket, id, text) {
  let attempt = 1;
  let isConfirmed = false;
  while (!isConfirmed) {
    try {
      await socket.timeout(300).emitWithAck("order", `${id}-${attempt}`, text);
      isConfirmed = true;
    } catch {
      attempt += 1;
    }
  }
}

export default function Client({ name }) {
  const [lines] = useLines();
  return <Log name={name} lines={lines} />;
}
