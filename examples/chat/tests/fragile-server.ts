import { createChatServer } from "../server/chat-server.ts";
import { openDatabase } from "../server/open-database.ts";
import { createSqliteStore } from "../server/sqlite-store.ts";

/**
 * The chat's server, which dies as by `kill -9` when it has stored so many messages and told nobody,
 * or whose file may grow to so many pages, as on a disk that is full then.
 */
const database = openDatabase(process.env["CHAT_FILE"] ?? "");
const mostPages = process.env["CHAT_MOST_PAGES"];
if (mostPages !== undefined)
  database.exec(`PRAGMA max_page_count = ${mostPages}`);
const store = createSqliteStore(database);
let left = Number(process.env["CHAT_DIE_AT"]);
const server = await createChatServer(
  {
    ...store,
    add(message) {
      const added = store.add(message);
      left -= 1;
      if (left === 0) process.kill(process.pid, "SIGKILL");
      return added;
    },
  },
  Number(process.env["PORT"]),
  Number(process.env["CHAT_LOOK_EVERY"] ?? 600_000),
);
console.log(`The fragile chat is on http://localhost:${server.port}`);
