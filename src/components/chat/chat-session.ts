import type { ChatClientSocket } from "#chat/client/chat/ask.ts";
import {
  createBrowserStorage,
  type ClientStorage,
} from "#chat/client/chat/browser-storage.ts";
import type { BackendId } from "#lab/backends/backend.ts";
import { createChatClient, type ChatClient } from "#lab/chat/chat-client.ts";
import type { ChatNews, ChatPlace } from "#lab/chat/chat-place.ts";
import {
  createChatPlayback,
  type ChatPlayback,
} from "#lab/chat/chat-playback.ts";
import { createTrips, type Trips } from "#lab/chat/trips.ts";
import { tabPeople } from "./tab-people.ts";

/** One client on the page: the app is shown for it. */
export interface PageClient extends Pick<ChatClient, "faults"> {
  readonly socket: ChatClientSocket;
  readonly user: string;
  /** Undefined where the page has only one, whose name the reader gives. */
  readonly label: string | undefined;
  readonly storage: ClientStorage;
  /** The room that is open at first. */
  readonly room: string | undefined;
}

/** The chat of a page, on one server. */
export interface ChatSession {
  readonly server: BackendId;
  readonly clients: readonly PageClient[];
  readonly playback: ChatPlayback;
  readonly inRoom: Trips["inRoom"];
  readonly nameOf: (user: string) => string;
  close(): void;
}

/** How long the server's steps may come after what they led to, in milliseconds. */
const STEPS_MS = 1_500;

interface Member {
  readonly label: string | undefined;
  readonly storage: ClientStorage;
  readonly room: string | undefined;
}

async function openPlace(
  server: BackendId,
  news: ChatNews,
): Promise<ChatPlace> {
  if (server === "tab") {
    const { openTabChat } = await import("#lab/chat/tab-chat.ts");
    return openTabChat(news);
  }
  const { openHostChat } = await import("#lab/chat/host-chat.ts");
  return openHostChat(server, news);
}

/** Opens the chat on a server, which has more to say by `news`. */
export async function openChatSession(
  server: BackendId,
  news: Omit<ChatNews, "worked">,
): Promise<ChatSession> {
  const members: readonly Member[] =
    server === "tab"
      ? tabPeople()
      : [
          {
            label: undefined,
            storage: createBrowserStorage(),
            room: undefined,
          },
        ];
  const users = members.map(({ storage }) => storage.identity().user);
  const nameOf = (user: string): string =>
    members[users.indexOf(user)]?.storage.identity().name ?? "";
  const playback = createChatPlayback();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const place = await openPlace(server, {
    worked: (work) => trips.worked(work),
    ...news,
  });
  const trips = createTrips({
    own: users,
    nameOf,
    tells: place.tells,
    isQuiet: () => playback.scene().waiting === 0,
    beat: playback.add,
    changed: playback.refresh,
    later(work) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, STEPS_MS);
      timers.add(timer);
    },
  });

  const clients = members.map(({ label, storage, room }): PageClient => {
    const { user, name } = storage.identity();
    const { socket, faults } = createChatClient(name, place, (packet) =>
      trips.packet(user, packet),
    );
    return {
      // The events that cross it are the chat's: this is where that is known.
      socket: socket,
      faults,
      user,
      label,
      room,
      storage: {
        ...storage,
        keep(pending) {
          storage.keep(pending);
          trips.written(user, pending);
        },
      },
    };
  });

  return {
    server,
    clients,
    playback,
    inRoom: trips.inRoom,
    nameOf,
    close() {
      for (const timer of timers) clearTimeout(timer);
      for (const { socket } of clients) socket.disconnect();
      playback.close();
      place.close();
    },
  };
}
