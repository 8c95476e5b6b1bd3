import type { Message, Person, Room } from "../../contract/events.ts";

/** A room as the screen shows it. */
export interface RoomState extends Room {
  /** In order. A row of the newest, which grows backwards as one reads. */
  messages: Message[];
  /** Everything up to this place was heard; undefined before the room was joined here. */
  heard: number | undefined;
  /** Something was missed: a place came that does not follow. */
  gap: boolean;
  present: Person[];
  typing: Person[];
}

/** A message that the server has not acknowledged. */
export interface Pending {
  id: string;
  room: string;
  text: string;
  at: number;
  /** Why it was not sent; undefined as long as it is being sent. */
  problem?: string;
}

export type Connection =
  | { is: "connecting" }
  | { is: "connected" }
  /** It comes back by itself. */
  | { is: "cut" }
  /** The server is there and takes no connection just now; it's asked again by itself. */
  | { is: "refused"; why: string }
  /** It does not come back by itself. */
  | { is: "ended"; why: string };

export interface ChatState {
  me: Person;
  connection: Connection;
  /** By name. */
  rooms: Record<string, RoomState>;
  /** The room on the screen. */
  open: string | undefined;
  /** The room whose newest messages are in sight: what comes there is read at once. */
  inSight: string | undefined;
  /** In the order in which they were written. */
  pending: Pending[];
}

/** What there is before anything came from a server. */
export const initialState = (me: Person, pending: Pending[]): ChatState => ({
  me,
  connection: { is: "connecting" },
  rooms: {},
  open: undefined,
  inSight: undefined,
  pending,
});

/** A room of which only the list told. */
export const unheard = (room: Room): RoomState => ({
  ...room,
  messages: [],
  heard: undefined,
  gap: false,
  present: [],
  typing: [],
});

/** Whether there is something before the first message that is here: a room's first place is a message. */
export const hasOlder = ({ messages }: RoomState) =>
  (messages[0]?.seq ?? 1) > 1;

/** Messages that were not acknowledged, of one room. */
export const pendingIn = (state: ChatState, room: string) =>
  state.pending.filter((one) => one.room === room);
