import "../node/globals.ts";
import type { FromChatTab, ToChatTab } from "#contract/chat.ts";
import type { Port } from "#contract/network.ts";
import { openBrowserDatabase } from "./browser-database.ts";
import { createChatTabHost } from "./host.ts";
import { createMemoryStore } from "./memory-store.ts";

createChatTabHost({
  // A worker's global, which the page's types take for a window.
  control: globalThis as unknown as Port<FromChatTab, ToChatTab>,
  store: openBrowserDatabase().then(({ rows, keeps, keep }) => ({
    store: createMemoryStore(rows, keep),
    keeps,
  })),
});
