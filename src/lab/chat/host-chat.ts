import { io, type Socket } from "socket.io-client";
import {
  CHAT_PATH,
  CHAT_STEPS,
  readChatWork,
  type ChatPageEvents,
  type ChatStepEvents,
} from "#contract/chat.ts";
import { STREAM_PATH } from "#contract/stream.ts";
import type { HostAddress } from "../backends/host-address.ts";
import type { ChatNews, ChatPlace } from "./chat-place.ts";

/** The chat of a host. */
export function openHostChat(
  { origin, base }: HostAddress,
  news: ChatNews,
): ChatPlace {
  let watched: Socket | undefined;
  // Apart from the chat's own connection, whose frames are the chat's alone.
  const steps: Socket<ChatStepEvents, ChatPageEvents> = io(
    origin + CHAT_STEPS,
    {
      path: base + STREAM_PATH,
      forceNew: true,
    },
  );
  const watch = (): void => {
    if (steps.connected && watched?.id !== undefined)
      steps.emit("watch", watched.id);
  };
  steps.on("connect", watch);
  steps.on("worked", (said) => {
    // Of what can't be read, the diagram shows what crossed this page's own wires.
    const work = readChatWork(said);
    if (work) news.worked(work);
  });

  return {
    connect: (options) =>
      io(origin, {
        ...options,
        path: base + CHAT_PATH,
        forceNew: true,
        autoConnect: false,
      }),
    tells: () => steps.connected,
    watch(socket) {
      watched = socket;
      watch();
    },
    close: () => steps.disconnect(),
  };
}
