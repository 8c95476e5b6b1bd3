import * as v from "valibot";
import type { Namespace } from "socket.io";
import type { ChatNamespace } from "#chat/server/chat-socket.ts";
import { roomKey } from "#chat/server/chat-socket.ts";
import type { TellWork } from "../chat/mount-observed-chat.ts";
import {
  watchArguments,
  type ChatPageEvents,
  type ChatStepEvents,
} from "#contract/chat.ts";

export type ChatSteps = Namespace<ChatPageEvents, ChatStepEvents>;

/**
 * Tells pages what the server does, each by the socket of its own that it watches: that socket's
 * requests, and what was emitted to the rooms that the socket is in. Nobody is told of more.
 */
export function serveChatSteps(
  steps: ChatSteps,
  chat: () => ChatNamespace,
): TellWork {
  /** Streams, by the id of the chat's socket that they watch. */
  const watching = new Map<string, Set<string>>();

  function forget(stream: string, socket: string | undefined): void {
    if (socket === undefined) return;
    const streams = watching.get(socket);
    streams?.delete(stream);
    if (streams?.size === 0) watching.delete(socket);
  }

  steps.on("connection", (stream) => {
    let watched: string | undefined;
    stream.on("watch", (...given: unknown[]) => {
      const call = v.safeParse(watchArguments, given);
      if (!call.success) return;
      forget(stream.id, watched);
      const [socket, done] = call.output;
      watched = socket;
      const streams = watching.get(watched) ?? new Set();
      watching.set(watched, streams.add(stream.id));
      done?.();
    });
    stream.on("disconnect", () => forget(stream.id, watched));
  });

  return (work, asking) => {
    if (watching.size === 0) return;
    const heard = work.steps.some(({ kind }) => kind === "emitted")
      ? chat().adapter.rooms.get(roomKey(work.room))
      : undefined;
    const streams = [...new Set([asking, ...(heard ?? [])])].flatMap(
      (socket) => [...(watching.get(socket) ?? [])],
    );
    if (streams.length > 0) steps.to(streams).emit("worked", work);
  };
}
