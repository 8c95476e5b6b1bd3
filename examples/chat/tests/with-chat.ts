import { afterAll, afterEach, beforeAll } from "vitest";
import type { Auth } from "../contract/events.ts";
import type { Backend, ChatProcess } from "./chat-process.ts";
import { startChat, temporaryFile } from "./chat-process.ts";
import type { Tab } from "./open-tab.ts";
import { openTab, somebody } from "./open-tab.ts";

/** A server for all tests of a `describe`, and tabs that are closed after each. */
export function withChat(backend: Backend) {
  const place = temporaryFile();
  let server: ChatProcess;
  const open: Tab[] = [];

  beforeAll(async () => {
    server = await startChat(backend, place.file);
  });
  afterEach(() => {
    for (const tab of open.splice(0)) tab.socket.disconnect();
  });
  afterAll(async () => {
    await server.stop();
    place.remove();
  });

  async function tab(auth: Auth) {
    const opened = openTab(server.url, auth);
    open.push(opened);
    await opened.connected();
    return opened;
  }

  /** A tab in a room for each name, each somebody new. */
  async function tabsIn<Names extends string>(room: string, ...names: Names[]) {
    const tabs = {} as Record<Names, Tab & { auth: Auth }>;
    for (const name of names) {
      const auth = somebody(name);
      const opened = await tab(auth);
      await opened.get("join", { room });
      tabs[name] = { ...opened, auth };
    }
    return tabs;
  }

  return { url: () => server.url, tab, tabsIn };
}
