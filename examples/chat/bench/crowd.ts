import { once } from "node:events";
import { io } from "socket.io-client";
import { somebody } from "../tests/open-tab.ts";

/** So many clients in a room, in a process of their own: when each message comes to each of them. */
const [url = "", room = "", count = "0"] = process.argv.slice(2);

/** Milliseconds since 1970, finer than Date knows them; a browser's page counts the same. */
const now = () => performance.timeOrigin + performance.now();

const came = new Map<string, number[]>();

for (let n = 1; n <= Number(count); n += 1) {
  const socket = io(url, {
    auth: somebody(`Client ${n}`),
    transports: ["websocket"],
    forceNew: true,
  });
  socket.on("message", ({ text }: { text: string }) => {
    const times = came.get(text) ?? [];
    came.set(text, times);
    times.push(now());
    if (times.length === Number(count)) process.send?.({ text, times });
  });
  await once(socket as never, "connect");
  // The bare server does not know `join` and never answers it.
  socket.emit("join", { room }, () => undefined);
}
process.send?.("in the room");
