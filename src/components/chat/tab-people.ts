import {
  createBrowserStorage,
  type ClientStorage,
} from "#chat/client/chat/browser-storage.ts";
import { TAB_PEOPLE, TAB_ROOM } from "#contract/chat.ts";

/** What is no secret: nobody else can reach the server in this tab. */
const TOKEN = "nobody-else-reaches-this-tab";

/** The three that talk where the chat runs in the tab, each with what a browser keeps of them. */
export const tabPeople = () =>
  TAB_PEOPLE.map(({ id, name }) => ({
    label: name,
    room: TAB_ROOM,
    storage: storageOf(id, name),
  }));

/** As a browser's own, but for who it is. */
function storageOf(user: string, first: string): ClientStorage {
  const kept = createBrowserStorage(`chat-in-tab:${user}:`);
  return {
    ...kept,
    identity: () => ({
      user,
      token: TOKEN,
      name: kept.identity().name || first,
    }),
  };
}
