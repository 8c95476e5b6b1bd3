import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "#chat/server/open-database.ts";
import { createSqliteStore } from "#chat/server/sqlite-store.ts";
import type { Store } from "#chat/server/store.ts";
import { randoms } from "#tests/support/fixtures/randoms.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";
import { noRows, type Change, type Rows } from "./kept.ts";
import { createMemoryStore } from "./memory-store.ts";

const USERS = ["alice", "bob", "carol"];
const ROOMS = ["Tea", "Milk", "Ärger"];

/** One thing that is done to a store, drawn by chance. */
function draw(random: (below: number) => number): (store: Store) => unknown {
  const one = <Value>(values: readonly Value[]): Value =>
    values[random(values.length)] as Value;
  const [user, room] = [one(USERS), one(ROOMS)];
  const id = `message-${random(40)}`;
  const seq = random(30);
  // Rarely so long that rooms with messages end.
  const days = random(20) === 0 ? 40 : one([0, 1]);
  const token = one(["token", "other"]);
  const message = { id, room, user, name: user, text: `${id}!`, at: seq };
  return one<(store: Store) => unknown>([
    (store) => store.join(room, user),
    (store) => store.leave(room, user),
    (store) => store.rename(user, `${user}${seq}`),
    (store) => store.admit({ id: user, name: user }, token),
    (store) => store.isMember(room, user) && store.add(message),
    (store) => store.isMember(room, user) && store.add(message),
    (store) => store.remove(room, id, user),
    (store) => store.markRead(room, user, seq),
    (store) => store.changes(room, seq, 5),
    (store) => store.page(room, seq, 5),
    (store) => store.rooms(user),
    (store) => store.knows(user),
    (store) => store.endUnused([room], Date.now() + days * 24 * 60 * 60_000),
    (store) => store.room(room, user),
  ]);
}

/** What it gives, or what it refuses with. */
function outcome(work: (store: Store) => unknown, store: Store): unknown {
  try {
    return work(store);
  } catch (error) {
    return String(error);
  }
}

/** As a browser keeps rows, by their keys. */
function keeper() {
  const tables = new Map<string, Map<string, unknown>>();
  return {
    keep({ table, key, row }: Change): void {
      const rows = tables.get(table) ?? new Map<string, unknown>();
      tables.set(table, rows);
      if (row) rows.set(key, structuredClone(row));
      else rows.delete(key);
    },
    rows: () =>
      Object.fromEntries(
        Object.keys(noRows()).map((name) => [
          name,
          [...(tables.get(name)?.values() ?? [])].reverse(),
        ]),
      ) as unknown as Rows,
  };
}

it.each([1, 2, 3])(
  "does what the SQLite store does, and begins again with what was kept (%i)",
  (seed) => {
    const random = randoms(seed);
    const sqlite = createSqliteStore(
      openDatabase(join(folderOf({}), "chat.db")),
    );
    const { keep, rows } = keeper();
    let memory = createMemoryStore(noRows(), keep);
    for (const store of [sqlite, memory])
      for (const user of USERS) store.admit({ id: user, name: user }, "token");
    for (let turn = 0; turn < 1_500; turn += 1) {
      const work = draw(random);
      // What chance decides inside of it must be the same for both.
      const expected = outcome(work, sqlite);
      expect(outcome(work, memory)).toEqual(expected);
      if (turn % 200 === 0) memory = createMemoryStore(rows(), keep);
    }
    sqlite.close();
  },
);
