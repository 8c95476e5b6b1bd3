import type { ChatNamespace } from "./chat-socket.ts";
import { roomKey } from "./chat-socket.ts";
import type { SharedStore } from "./store.ts";

/** How often it is looked whether another server has written something, in milliseconds. */
const EVERY = 200;

/**
 * Tells the clients of this server what other servers write into the same file. Who is there and
 * who writes, each server knows of its own clients only. Returns what ends it.
 */
export function followOthers(
  chat: ChatNamespace,
  store: SharedStore,
): () => void {
  function tell() {
    const { rooms, ended, messages } = store.elsewhere();
    for (const room of ended) chat.emit("ended", { room });
    for (const room of rooms) chat.emit("room", room);
    for (const message of messages) {
      const { room, id, changed, removed } = message;
      const members = chat.to(roomKey(room));
      if (removed) members.emit("removed", { room, id, changed });
      else members.emit("message", message);
    }
  }

  const timer = setInterval(() => {
    try {
      tell();
    } catch (error) {
      // What cannot be read now is told when it can.
      console.error(error);
    }
  }, EVERY);
  return () => clearInterval(timer);
}
