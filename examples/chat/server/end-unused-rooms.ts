import type { ChatNamespace } from "./chat-socket.ts";
import { roomKey } from "./chat-socket.ts";
import type { Store } from "./store.ts";

/** How often it is looked which rooms are used, in milliseconds: often in the time that they are kept. */
const EVERY = 10 * 60_000;

/**
 * Ends the rooms that nobody uses, and tells everyone. Where several servers share a store, each
 * notes the rooms that its own clients are in. Returns what ends it.
 */
export function endUnusedRooms(
  chat: ChatNamespace,
  store: Store,
  every = EVERY,
): () => void {
  const key = roomKey("");

  function look() {
    const inUse = [...chat.adapter.rooms.keys()]
      .filter((room) => room.startsWith(key))
      .map((room) => room.slice(key.length));
    for (const room of store.endUnused(inUse, Date.now()))
      chat.emit("ended", { room });
  }

  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      // What cannot be ended now is ended when it can.
      console.error(error);
    }
  }, every);
  return () => clearInterval(timer);
}
