import { fileURLToPath } from "node:url";
import { createChatServer } from "./chat-server.ts";
import { openDatabase } from "./open-database.ts";
import { createSqliteStore } from "./sqlite-store.ts";

const file =
  process.env["CHAT_FILE"] ??
  fileURLToPath(new URL("../data/chat.db", import.meta.url));

// Where nobody reads what is said here any more, the chat goes on.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", () => undefined);

function openStore() {
  try {
    return createSqliteStore(openDatabase(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(
      `The chat cannot use ${file}: ${why}. ` +
        "Move that file elsewhere to begin with an empty chat, or name another in CHAT_FILE.",
    );
    process.exit(1);
  }
}

const store = openStore();
const port = Number(process.env["PORT"] ?? 3000);
const server = await createChatServer(store, port).catch((error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
  console.error(
    `Port ${port} is taken, perhaps by this chat. Stop what is there, or name another in PORT.`,
  );
  process.exit(1);
});
console.log(`The chat is on http://localhost:${server.port}, by Node.`);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void server.close().then(() => process.exit(0)));
