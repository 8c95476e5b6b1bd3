import type { ChatClientSocket } from "#chat/client/chat/ask.ts";
import { createChatClient, type ChatClient } from "#lab/chat/chat-client.ts";
import type { ChatNews } from "#lab/chat/chat-place.ts";
import {
  createChatPlayback,
  type ChatPlayback,
} from "#lab/chat/chat-playback.ts";
import { createTrips, type Trips } from "#lab/chat/trips.ts";
import type { Member } from "./chat-servers.ts";
import type { FoundChatServer } from "./find-chat-server.ts";

/** One client on the page: the app is shown for it. */
export interface PageClient extends Pick<ChatClient, "faults">, Member {
  readonly socket: ChatClientSocket;
  readonly user: string;
}

/** The chat of a page, on one server. */
export interface ChatSession extends Pick<FoundChatServer, "choice" | "chat"> {
  readonly clients: readonly PageClient[];
  readonly playback: ChatPlayback;
  readonly inRoom: Trips["inRoom"];
  readonly nameOf: (user: string) => string;
  close(): void;
}

/** How long the server's steps may come after what they led to, in milliseconds. */
const STEPS_MS = 1_500;

/** Opens the chat on a server, which has more to say by `news`. */
export async function openChatSession(
  { choice, chat }: FoundChatServer,
  news: Omit<ChatNews, "worked">,
): Promise<ChatSession> {
  const members = chat.members();
  const users = members.map(({ storage }) => storage.identity().user);
  const nameOf = (user: string): string =>
    members[users.indexOf(user)]?.storage.identity().name ?? "";
  const playback = createChatPlayback();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const place = await chat.open({
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
    choice,
    chat,
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
