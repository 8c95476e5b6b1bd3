import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SCHEMA = new URL("../schema/", import.meta.url);

/** Does all of it or nothing, with nobody else writing meanwhile. */
export function atOnce<Result>(
  database: DatabaseSync,
  work: () => Result,
): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // Where the disk is full, SQLite has done so by itself.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Runs the files of `schema/` that this database has not seen yet, in order. */
function migrate(database: DatabaseSync) {
  const files = readdirSync(SCHEMA)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  atOnce(database, () => {
    const row = database.prepare("PRAGMA user_version").get();
    const version = Number(row?.["user_version"]);
    if (version > files.length)
      throw new Error(
        "This database was written by a newer version of the chat. Run that version, or name another file.",
      );
    for (const file of files.slice(version))
      database.exec(readFileSync(new URL(file, SCHEMA), "utf8"));
    database.exec(`PRAGMA user_version = ${files.length}`);
  });
}

/** SQLite's code for a file that another connection is using. */
const SQLITE_BUSY = 5;
/** In ms: so long one waits for others who use the file, looking again so often. */
const PATIENCE = 5000;
const AGAIN = 10;

const isBusy = (error: unknown) =>
  error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;

/**
 * Has changes written ahead, so that readers and a writer don't wait for each other. A file is
 * changed to that once, and where two servers do it at the same moment, SQLite lets one of them
 * fail at once, whatever the timeout.
 */
function writeAhead(database: DatabaseSync) {
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += AGAIN)
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= PATIENCE) throw error;
      Atomics.wait(sleep, 0, 0, AGAIN);
    }
}

/** Opens the chat's SQLite file, made where there is none, in the state that this version needs. */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  writeAhead(database);
  // A crash of the server loses nothing; only a power cut may take the last moments.
  database.exec("PRAGMA synchronous = NORMAL");
  migrate(database);
  return database;
}
