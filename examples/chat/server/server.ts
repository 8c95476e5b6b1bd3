import { fileURLToPath } from "node:url";
import { createChatServer } from "./chat-server.ts";
import { openDatabase } from "./open-database.ts";
import { createSqliteStore } from "./sqlite-store.ts";

const file =
  process.env["CHAT_FILE"] ??
  fileURLToPath(new URL("../data/chat.db", import.meta.url));
const store = createSqliteStore(openDatabase(file));
const server = await createChatServer(
  store,
  Number(process.env["PORT"] ?? 3000),
);
console.log(`The chat is on http://localhost:${server.port}, by Node.`);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void server.close().then(() => process.exit(0)));
