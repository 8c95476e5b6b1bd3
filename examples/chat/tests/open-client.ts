import { io } from "socket.io-client";
import type { ChatClientSocket } from "../client/chat/ask.ts";
import { createBrowserStorage } from "../client/chat/browser-storage.ts";
import type { ClientStorage } from "../client/chat/browser-storage.ts";
import { createChat } from "../client/chat/create-chat.ts";
import type { ChatState } from "../client/chat/state.ts";
import { somebody } from "./open-tab.ts";

/** Storage of someone new. */
export function storageOf(name: string): ClientStorage {
  const identity = somebody(name);
  return { ...createBrowserStorage(), identity: () => identity };
}

/** The app's client without its screen, on a real socket that is quick to come back. */
export function openClient(
  url: string,
  name: string,
  storage = storageOf(name),
) {
  const socket: ChatClientSocket = io(url, {
    forceNew: true,
    autoConnect: false,
    transports: ["websocket"],
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
    timeout: 2000,
  });
  const chat = createChat(socket, storage);
  return {
    ...chat,
    socket,
    storage,
    /** Fulfilled once the state is so. */
    until: (isSo: (state: ChatState) => boolean) =>
      new Promise<ChatState>((resolve) => {
        const look = () => {
          if (!isSo(chat.getState())) return;
          stop();
          resolve(chat.getState());
        };
        const stop = chat.subscribe(look);
        look();
      }),
    /** The texts in a room that were not removed, as the screen shows them. */
    texts: (room: string) =>
      (chat.getState().rooms[room]?.messages ?? []).map(({ text }) => text),
  };
}

export type Client = ReturnType<typeof openClient>;

export const isConnected = (state: ChatState) =>
  state.connection.is === "connected";

export const isCut = (state: ChatState) => state.connection.is === "cut";

export const hasSent = (state: ChatState) => state.pending.length === 0;

export const hears = (room: string, text: string) => (state: ChatState) =>
  state.rooms[room]?.messages.some((message) => message.text === text) ?? false;
