import type { Person } from "../contract/events.ts";
import limits from "../contract/limits.json" with { type: "json" };
import type { EventName } from "../contract/payloads.ts";
import { payloads, read, readAuth } from "../contract/payloads.ts";
import { Refusal } from "../contract/refusal.ts";
import { createHash } from "node:crypto";
import { createBudgets, networkOf } from "./budgets.ts";
import { createTokenBucket } from "./token-bucket.ts";
import type { ChatNamespace, ChatSocket } from "./chat-socket.ts";
import { networkKey, roomKey, userKey } from "./chat-socket.ts";
import type { Handlers } from "./handlers.ts";
import { createHandlers } from "./handlers.ts";
import { createPresence } from "./presence.ts";
import type { Store } from "./store.ts";
import { storeFailure } from "./store-failure.ts";

const EVENTS = Object.keys(payloads) as EventName[];

/**
 * Makes a namespace of a Socket.IO server a chat that remembers in `store`:
 * `mountChat(io.of("/"), store)`.
 */
export function mountChat(chat: ChatNamespace, store: Store): void {
  const presence = createPresence();
  const budgets = createBudgets();
  const handlers = createHandlers(chat, store, presence, budgets);
  const messages = createTokenBucket(
    limits.messageBurst,
    limits.messagesPerSecond,
  );
  const requests = createTokenBucket(limits.eventBurst, limits.eventsPerSecond);

  /** Counted by user: more tabs give no more. */
  function mayNow(event: EventName, { data }: ChatSocket) {
    const wait =
      requests.take(data.person.id) ||
      (event === "send" ? messages.take(data.person.id) : 0);
    // One request that is granted makes up for ten that were not: who waits when told to has none.
    data.strikes = wait > 0 ? data.strikes + 1 : Math.max(0, data.strikes - 10);
    if (wait > 0) throw new Refusal("tooFast", wait);
  }

  function answer<Name extends EventName>(
    event: Name,
    payload: unknown,
    socket: ChatSocket,
  ) {
    try {
      mayNow(event, socket);
      const request = read(payloads[event], payload);
      const handle: Handlers[Name] = handlers[event];
      return {
        ok: true,
        ...handle(request, socket),
      };
    } catch (error) {
      return refused(error);
    }
  }

  const tabsIn = (room: string) => chat.adapter.rooms.get(room)?.size ?? 0;

  /** One person has one object, which all their tabs share: so a new name is known to each. */
  function personOf({ id, data }: ChatSocket): Person {
    const tabs = chat.adapter.rooms.get(userKey(data.person.id)) ?? [];
    const other = [...tabs].find((tab) => tab !== id);
    const known = other === undefined ? undefined : chat.sockets.get(other);
    return known?.data.person ?? data.person;
  }

  chat.use((socket, next) => {
    try {
      const { user, token, name } = readAuth(socket.handshake.auth);
      const network = networkOf(socket.handshake.address);
      if (tabsIn(networkKey(network)) >= limits.tabsOfNetwork)
        throw new Refusal("tooManyTabsOfNetwork");
      if (!store.knows(user)) budgets.takeNewcomer(network);
      const tokenHash = createHash("sha256").update(token).digest("hex");
      if (!store.admit({ id: user, name }, tokenHash))
        throw new Refusal("notYours");
      if (tabsIn(userKey(user)) >= limits.tabs)
        throw new Refusal("tooManyTabs");
      socket.data.person = { id: user, name };
      next();
    } catch (error) {
      next(new Error(refused(error).error));
    }
  });

  chat.on("connection", (socket) => {
    const { id, name } = socket.data.person;
    socket.data.person = personOf(socket);
    socket.data.strikes = 0;
    void socket.join(userKey(id));
    void socket.join(networkKey(networkOf(socket.handshake.address)));
    if (socket.data.person.name !== name) handlers.rename({ name }, socket);
    if (socket.recovered) comeBack(socket);

    for (const event of EVENTS) {
      socket.on(event, (...args: unknown[]) => {
        const done = args.at(-1);
        const given = answer(event, args[0], socket);
        if (isCallback(done)) done(given);
        if (socket.data.strikes > limits.strikes) socket.disconnect(true);
      });
    }

    socket.on("disconnecting", () => {
      const { person } = socket.data;
      for (const room of presence.roomsOf(id, socket.id))
        if (presence.exit(room, id, socket.id))
          socket
            .to(roomKey(room))
            .emit("presence", { room, person, here: false });
    });
  });

  /** Socket.IO brought a socket back after a cut, with its rooms and what it missed. */
  function comeBack(socket: ChatSocket) {
    const { person } = socket.data;
    for (const { name: room, joined } of store.rooms(person.id)) {
      if (!socket.rooms.has(roomKey(room))) continue;
      if (!joined) void socket.leave(roomKey(room));
      else if (presence.enter(room, person, socket.id))
        socket.to(roomKey(room)).emit("presence", { room, person, here: true });
    }
  }
}

/** Tells whoever runs the server why it could not do what it was asked. */
function failed(error: unknown) {
  const cause = storeFailure(error);
  if (cause) console.error(`${cause.message} (${(error as Error).message})`);
  else console.error(error);
  return cause;
}

const isCallback = (value: unknown): value is (answer: object) => void =>
  typeof value === "function";

function refused(error: unknown) {
  const { message, wait } =
    error instanceof Refusal ? error : (failed(error) ?? new Refusal("failed"));
  return { ok: false as const, error: message, ...(wait && { wait }) };
}
