import type { Store } from "#chat/server/store.ts";
import type { ChatStep } from "#contract/chat.ts";

/** The same store, which tells of each step in the database that a request led to. */
export function observeStore(
  store: Store,
  tell: (step: ChatStep) => void,
): Store {
  return {
    ...store,
    join(room, user) {
      const was = store.join(room, user);
      if (was !== "was there") tell({ kind: "stored", what: "member" });
      return was;
    },
    leave(room, user) {
      store.leave(room, user);
      tell({ kind: "stored", what: "member" });
    },
    add(message) {
      const added = store.add(message);
      const place = added.message.seq;
      tell(stored("message", place, added.isNew));
      return added;
    },
    remove(room, id, user) {
      const removed = store.remove(room, id, user);
      tell(stored("removal", removed.changed, removed.isNew));
      return removed;
    },
    changes(room, after, most) {
      const messages = store.changes(room, after, most);
      if (messages) tell({ kind: "read", messages: messages.length });
      return messages;
    },
    page(room, before, most) {
      const messages = store.page(room, before, most);
      tell({ kind: "read", messages: messages.length });
      return messages;
    },
  };
}

const stored = (
  what: "message" | "removal",
  place: number,
  isNew: boolean,
): ChatStep => ({
  kind: "stored",
  what,
  place,
  ...(!isNew && { known: true as const }),
});
