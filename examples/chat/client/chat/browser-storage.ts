import type { Auth } from "../../contract/events.ts";
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

/**
 * Keeps them in the browser, for all its tabs. Each unsent message has an item of its own, so that
 * two tabs never overwrite each other's; should two send one, it is still said once.
 */
export function createBrowserStorage(
  prefix = "chat:",
  items = typeof window === "undefined" ? memory() : browser(),
): ClientStorage {
  const parse = (key: string): unknown =>
    JSON.parse(items.getItem(key) ?? "null");
  const keep = (key: string, value: unknown) =>
    items.setItem(key, JSON.stringify(value));
  const identityKey = `${prefix}identity`;
  const pendingKey = (id: string) => `${prefix}pending:${id}`;

  function identity() {
    const known = parse(identityKey) as Auth | null;
    if (known) return known;
    const made = { user: newId(), token: newId(), name: "" };
    keep(identityKey, made);
    return made;
  }

  return {
    identity,
    rename: (name) => keep(identityKey, { ...identity(), name }),
    pending: () =>
      items
        .keys()
        .filter((key) => key.startsWith(pendingKey("")))
        .map((key) => parse(key) as Pending | null)
        .filter((one) => one !== null)
        .sort((a, b) => a.at - b.at),
    keep: (pending) => keep(pendingKey(pending.id), pending),
    drop: (id) => items.removeItem(pendingKey(id)),
  };
}
