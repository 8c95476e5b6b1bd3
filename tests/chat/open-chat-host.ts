import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import * as v from "valibot";
import {
  CHAT_PATH,
  CHAT_STEPS,
  chatWork,
  type ChatWork,
} from "#contract/chat.ts";
import { FLASK_PREFIX } from "#contract/health.ts";
import { STREAM_PATH } from "#contract/stream.ts";
import { createFlask } from "#server/node/flask/flask.ts";
import { findFlask } from "#server/node/flask/prepare.ts";
import { createHost, type HostOptions } from "#server/node/host.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";

/** Someone in the chat, by a real client. */
export interface Member {
  readonly socket: Socket;
  readonly user: string;
  /** Asks, and gives what is acknowledged. */
  ask(event: string, payload: object): Promise<Record<string, unknown>>;
}

/** A page that watches one socket, with all that it is told. */
export interface Watcher {
  readonly works: readonly ChatWork[];
  /** Resolves when it was told of a request about that message. */
  told(message: string): Promise<ChatWork>;
}

export interface ChatHost {
  readonly origin: string;
  readonly prefix: string;
  member(name: string): Promise<Member>;
  watch(socket: string): Promise<Watcher>;
  /** Stops the server; clients stay, and try to come back. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a bundled server whose chat is kept in a file; speaks to it by Node or by Flask. */
export async function openChatHost(
  server: "node" | "flask",
  chatFile: string,
  options: Partial<HostOptions> = {},
): Promise<ChatHost> {
  const lessonsDir = lessonsDirs.contract;
  const flask =
    server === "flask"
      ? createFlask({
          prepare: findFlask({ lessonsDirs: [lessonsDir], chatFile }),
        })
      : undefined;
  const host = createHost({
    lessonsDir,
    chatFile,
    ...(flask && { flask }),
    ...options,
  });
  flask?.start();
  await flask?.settled();
  const http = createServer();
  host.attach(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const prefix = server === "flask" ? FLASK_PREFIX : "";
  const sockets: Socket[] = [];

  async function connect(
    address: string,
    path: string,
    auth: object,
  ): Promise<Socket> {
    const socket = io(address, {
      path: prefix + path,
      transports: ["websocket"],
      forceNew: true,
      auth,
    });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return socket;
  }

  return {
    origin,
    prefix,
    async member(name) {
      const user = `${name.toLowerCase()}-of-the-tests`;
      const token = `${user}-secret-token`;
      const socket = await connect(origin, CHAT_PATH, { user, token, name });
      return {
        socket,
        user,
        ask: (event, payload) =>
          socket.emitWithAck(event, payload) as Promise<
            Record<string, unknown>
          >,
      };
    },
    async watch(watched) {
      const socket = await connect(origin + CHAT_STEPS, STREAM_PATH, {});
      const works: ChatWork[] = [];
      const waiting = new Set<() => void>();
      socket.on("worked", (work: unknown) => {
        works.push(v.parse(chatWork, work));
        for (const look of waiting) look();
      });
      await socket.emitWithAck("watch", watched);
      return {
        works,
        told: (message) =>
          new Promise((resolve) => {
            const look = (): void => {
              const found = works.find((one) => one.message === message);
              if (!found) return;
              waiting.delete(look);
              resolve(found);
            };
            waiting.add(look);
            look();
          }),
      };
    },
    stop: () => host.close(),
    async close() {
      for (const socket of sockets) socket.disconnect();
      await host.close();
    },
  };
}
