import type {
  Answers,
  Message,
  Person,
  Room,
  ServerEvents,
} from "../../contract/events.ts";
import { mergeMessages } from "./merge-messages.ts";
import type { ChatState, Connection, Pending, RoomState } from "./state.ts";
import { unheard } from "./state.ts";

type Told<Name extends keyof ServerEvents> = Parameters<ServerEvents[Name]>[0];

/** All that can happen to the chat on the screen. */
export type Action =
  | { type: "connection"; connection: Connection }
  | { type: "rooms"; rooms: Room[] }
  | { type: "joined"; answer: Answers["join"] }
  | { type: "left"; room: string }
  | { type: "history"; room: string; messages: Message[] }
  | { type: "opened"; room: string | undefined }
  | { type: "in-sight"; room: string | undefined }
  | { type: "written"; pending: Pending }
  | { type: "failed"; id: string; problem: string }
  | { type: "retried"; id: string }
  | { type: "discarded"; id: string }
  | { type: "renamed"; name: string }
  | { type: "typing-over"; room: string; user: string }
  | { type: "room"; told: Told<"room"> }
  | { type: "ended"; told: Told<"ended"> }
  | { type: "message"; told: Told<"message"> }
  | { type: "removed"; told: Told<"removed"> }
  | { type: "presence"; told: Told<"presence"> }
  | { type: "typing"; told: Told<"typing"> }
  | { type: "read"; told: Told<"read"> };

const without = (people: Person[], { id }: { id: string }) =>
  people.filter((person) => person.id !== id);

/** Notes that a place was heard: the next one, one heard before, or one after a gap. */
function hear(room: RoomState, place: number) {
  const heard = room.heard ?? 0;
  if (place <= heard) return {};
  return place === heard + 1 ? { heard: place, seq: place } : { gap: true };
}

function changeRoom(
  state: ChatState,
  name: string,
  /** Gives undefined where nothing changes. */
  change: (room: RoomState) => Partial<RoomState> | undefined,
): ChatState {
  const room = state.rooms[name];
  const changed = room && change(room);
  if (!changed) return state;
  return {
    ...state,
    rooms: { ...state.rooms, [name]: { ...room, ...changed } },
  };
}

/** Notes that a room was read up to a place. */
function readUpTo(room: RoomState, place: number) {
  const read = Math.max(room.read, place);
  const unread = read >= room.seq ? 0 : room.unread;
  return read === room.read && unread === room.unread
    ? undefined
    : { read, unread };
}

function dropPending(state: ChatState, isIt: (pending: Pending) => boolean) {
  if (!state.pending.some(isIt)) return state;
  return { ...state, pending: state.pending.filter((one) => !isIt(one)) };
}

function changePending(
  state: ChatState,
  id: string,
  change: (pending: Pending) => Pending,
) {
  const pending = state.pending.map((one) =>
    one.id === id ? change(one) : one,
  );
  return { ...state, pending };
}

function takeRooms(state: ChatState, rooms: Room[]): ChatState {
  const known = rooms.map((room) => {
    const before = state.rooms[room.name];
    // Where it was joined here, `joined` catches up with its messages and its place together.
    return [
      room.name,
      before?.heard === undefined ? unheard(room) : { ...before, ...room },
    ];
  });
  return { ...state, rooms: Object.fromEntries(known) as ChatState["rooms"] };
}

function takeJoined(
  state: ChatState,
  { room, messages, fresh, present }: Answers["join"],
): ChatState {
  const before = state.rooms[room.name] ?? unheard(room);
  const joined: RoomState = {
    ...before,
    ...room,
    messages: fresh ? messages : mergeMessages(before.messages, messages),
    heard: room.seq,
    gap: false,
    present,
  };
  const ids = new Set(messages.map(({ id }) => id));
  return dropPending(
    { ...state, rooms: { ...state.rooms, [room.name]: joined } },
    ({ id }) => ids.has(id),
  );
}

function takeMessage(state: ChatState, message: Message): ChatState {
  const changed = changeRoom(state, message.room, (room) => {
    const known = room.messages.findLast(({ seq }) => seq === message.seq);
    // It may come twice: after a cut, with what was missed and as an acknowledgement.
    if (known && known.changed >= message.changed) return undefined;
    const counts =
      !known && message.user !== state.me.id && message.seq > room.read;
    const told: RoomState = {
      ...room,
      messages: mergeMessages(room.messages, [message]),
      unread: room.unread + (counts ? 1 : 0),
      typing: without(room.typing, { id: message.user }),
      ...hear(room, message.changed),
    };
    const isSeen = state.inSight === message.room;
    return isSeen ? { ...told, ...readUpTo(told, told.seq) } : told;
  });
  return dropPending(changed, ({ id }) => id === message.id);
}

/** The chat after something happened; the same object where nothing changed. */
export function reduce(state: ChatState, action: Action): ChatState {
  switch (action.type) {
    case "connection":
      return { ...state, connection: action.connection };
    case "rooms":
      return takeRooms(state, action.rooms);
    case "joined":
      return takeJoined(state, action.answer);
    case "left": {
      const left = changeRoom(state, action.room, (room) =>
        unheard({ ...room, joined: false, unread: 0 }),
      );
      return {
        ...left,
        open: left.open === action.room ? undefined : left.open,
      };
    }
    case "history":
      return changeRoom(state, action.room, ({ messages }) => ({
        messages: mergeMessages(action.messages, messages),
      }));
    case "opened":
      return { ...state, open: action.room };
    case "in-sight": {
      const { room } = action;
      const seen = state.inSight === room ? state : { ...state, inSight: room };
      if (room === undefined) return seen;
      return changeRoom(seen, room, (now) => readUpTo(now, now.seq));
    }
    case "written":
      return { ...state, pending: [...state.pending, action.pending] };
    case "failed":
      return changePending(state, action.id, (one) => ({
        ...one,
        problem: action.problem,
      }));
    case "retried":
      return changePending(state, action.id, ({ id, room, text, at }) => ({
        id,
        room,
        text,
        at,
      }));
    case "discarded":
      return dropPending(state, ({ id }) => id === action.id);
    case "renamed":
      return { ...state, me: { ...state.me, name: action.name } };
    case "typing-over":
      return changeRoom(state, action.room, ({ typing }) => ({
        typing: without(typing, { id: action.user }),
      }));
    case "room": {
      const { name, founder } = action.told;
      if (state.rooms[name]) return state;
      const room = { name, founder, joined: false, unread: 0, read: 0, seq: 0 };
      return { ...state, rooms: { ...state.rooms, [name]: unheard(room) } };
    }
    case "ended": {
      const { [action.told.room]: gone, ...rooms } = state.rooms;
      if (!gone) return state;
      const open = state.open === gone.name ? undefined : state.open;
      return { ...state, rooms, open };
    }
    case "message":
      return takeMessage(state, action.told);
    case "removed": {
      const { id, changed } = action.told;
      return changeRoom(state, action.told.room, (room) => ({
        messages: room.messages.map((message) =>
          message.id === id
            ? { ...message, text: "", removed: true, changed }
            : message,
        ),
        ...hear(room, changed),
      }));
    }
    case "presence": {
      const { person, here } = action.told;
      const told = changeRoom(state, action.told.room, (room) => ({
        present: [...without(room.present, person), ...(here ? [person] : [])],
        typing: here ? room.typing : without(room.typing, person),
      }));
      const isMe = here && person.id === state.me.id;
      return isMe ? { ...told, me: person } : told;
    }
    case "typing": {
      const { room, person } = action.told;
      if (person.id === state.me.id) return state;
      return changeRoom(state, room, ({ typing }) => ({
        typing: [...without(typing, person), person],
      }));
    }
    case "read":
      return changeRoom(state, action.told.room, (room) =>
        readUpTo(room, action.told.seq),
      );
  }
}
