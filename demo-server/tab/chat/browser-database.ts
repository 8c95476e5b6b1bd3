import {
  fitting,
  noRows,
  TABLES,
  type Change,
  type Rows,
  type TableName,
} from "./kept.ts";

/** What a browser keeps of the chat in the tab. */
export interface BrowserDatabase {
  /** What was kept when it was opened. */
  readonly rows: Rows;
  /** Whether changes are kept. */
  readonly keeps: boolean;
  /** Keeps a change, a moment later; those of one turn together or not at all. */
  keep(change: Change): void;
}

const NAME = "roundtrip-chat";
/** How long another tab may take to let go, as this one does while it is loaded again. */
const PATIENCE_MS = 1_500;

/**
 * Opens what the browser keeps, and holds it as long as this worker lives. Where another tab holds
 * it, or the browser keeps nothing, it only begins with what there is.
 */
export async function openBrowserDatabase(): Promise<BrowserDatabase> {
  const isOurs = await hold();
  try {
    const database = await open();
    const rows = await readAll(database);
    if (!isOurs) return forgetful(rows);
    return { rows, keeps: true, keep: writeBehind(database) };
  } catch (error) {
    console.warn(error);
    return forgetful(noRows());
  }
}

const forgetful = (rows: Rows): BrowserDatabase => ({
  rows,
  keeps: false,
  keep: () => undefined,
});

/** Takes the lock of which there is one in the browser; false where another tab keeps it. */
function hold(): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    navigator.locks
      .request(NAME, { signal }, () => {
        resolve(true);
        // Held until the worker ends.
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

function open(): Promise<IDBDatabase> {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    for (const table of TABLES) asked.result.createObjectStore(table);
  };
  return done(asked);
}

async function readAll(database: IDBDatabase): Promise<Rows> {
  const tables = database.transaction(TABLES);
  const all = async <Name extends TableName>(name: Name) => {
    const asked: IDBRequest<unknown[]> = tables.objectStore(name).getAll();
    return fitting(name, await done(asked));
  };
  const [users, rooms, members, messages] = await Promise.all([
    all("users"),
    all("rooms"),
    all("members"),
    all("messages"),
  ]);
  return { users, rooms, members, messages };
}

/** Gathers what changes in one turn and writes it in one transaction. */
function writeBehind(database: IDBDatabase): (change: Change) => void {
  let waiting: Change[] = [];

  function write(): void {
    const changes = waiting;
    waiting = [];
    const tables = database.transaction(TABLES, "readwrite");
    tables.onabort = () => console.warn(tables.error);
    for (const { table, key, row } of changes) {
      if (row) tables.objectStore(table).put(row, key);
      else tables.objectStore(table).delete(key);
    }
  }

  return (change) => {
    if (waiting.length === 0) queueMicrotask(write);
    waiting.push(change);
  };
}

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () =>
      reject(request.error ?? new Error("The browser keeps nothing."));
  });
