import type { Auth } from "../../contract/events.ts";
import * as field from "../../contract/fields.ts";
import { read } from "../../contract/payloads.ts";
import { newId } from "./new-id.ts";
import type { Pending } from "./state.ts";

/** Where a client keeps who it is, and what it has not sent yet. */
export interface ClientStorage {
  identity(): Auth;
  rename(name: string): void;
  pending(): Pending[];
  keep(pending: Pending): void;
  drop(id: string): void;
}

/** Keeps things in memory, where the browser keeps nothing; good for one page's life. */
function memory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> & {
  keys(): string[];
} {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    keys: () => [...items.keys()],
  };
}

function browser(): ReturnType<typeof memory> {
  try {
    const items = window.localStorage;
    items.setItem("chat:works", "yes");
    items.removeItem("chat:works");
    return {
      getItem: (key) => items.getItem(key),
      // It may be full. Then a message waits in memory alone.
      setItem: (key, value) => {
        try {
          items.setItem(key, value);
        } catch (error) {
          console.warn(error);
        }
      },
      removeItem: (key) => items.removeItem(key),
      keys: () => Object.keys(items),
    };
  } catch {
    return memory();
  }
}

const IDENTITY = {
  user: field.id,
  token: field.token,
  // A newcomer has none yet.
  name: (value: unknown) => (value === "" ? "" : field.name(value)),
};
const PENDING = {
  id: field.id,
  room: field.room,
  text: field.text,
  // A time in milliseconds is a whole number, as a place is.
  at: field.place,
};

/**
 * Keeps them in the browser, for all its tabs. Whatever else runs on the site's origin may write
 * there too: what cannot be used is set aside under another name, and the rest goes on. Each unsent message has an item of its own, so that
 * two tabs never overwrite each other's; should two send one, it is still said once.
 */
export function createBrowserStorage(
  prefix = "chat:",
  items = typeof window === "undefined" ? memory() : browser(),
): ClientStorage {
  /** What is kept under a key, as `make` makes it of whatever stands there. */
  function kept<Kept>(key: string, make: (value: unknown) => Kept) {
    const text = items.getItem(key);
    if (text === null) return undefined;
    try {
      return make(JSON.parse(text));
    } catch {
      items.setItem(`${prefix}set-aside:${key}`, text);
      items.removeItem(key);
      return undefined;
    }
  }
  const keep = (key: string, value: unknown) =>
    items.setItem(key, JSON.stringify(value));
  const identityKey = `${prefix}identity`;
  const pendingKey = (id: string) => `${prefix}pending:${id}`;

  function identity() {
    const known = kept(identityKey, (value): Auth => read(IDENTITY, value));
    if (known) return known;
    const made = { user: newId(), token: newId(), name: "" };
    keep(identityKey, made);
    return made;
  }

  /** A message goes by the id in its key: by another it could never be dropped. */
  function pendingAt(key: string, value: unknown): Pending {
    const pending = read(PENDING, value);
    if (pendingKey(pending.id) !== key) throw new Error("It has another id.");
    return pending;
  }

  return {
    identity,
    rename: (name) => keep(identityKey, { ...identity(), name }),
    pending: () =>
      items
        .keys()
        .filter((key) => key.startsWith(pendingKey("")))
        .flatMap((key) => kept(key, (value) => pendingAt(key, value)) ?? [])
        .sort((a, b) => a.at - b.at),
    keep: (pending) => keep(pendingKey(pending.id), pending),
    drop: (id) => items.removeItem(pendingKey(id)),
  };
}
