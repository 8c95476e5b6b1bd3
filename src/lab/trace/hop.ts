import type { TransportName } from "../packet/packet.ts";
import type { ServerHop } from "#contract/hop.ts";
import type { ClientName } from "../people.ts";

export type ConnectionState = "connecting" | "connected" | "disconnected";

interface Entry {
  /** Position in the trace, from 0. */
  readonly id: number;
  /** Milliseconds since the lab opened, by the page's clock. */
  readonly at: number;
}

/** The reader, or a client's own screen, made a client do something. */
export interface ActionHop extends Entry {
  readonly kind: "action";
  readonly client: ClientName;
  readonly label: string;
}

/** One frame left a client, or left the server for one. On polling, one payload is one frame, however many packets it holds. */
export interface FrameHop extends Entry {
  readonly kind: "frame";
  readonly client: ClientName;
  readonly direction: "out" | "in";
  readonly transport: TransportName;
  /** Engine id of the connection; absent until the handshake is answered. */
  readonly engine: string | undefined;
  /** Ordinals (from 1) of the Engine.IO messages it carries, in order; empty for other packets. */
  readonly messages: readonly number[];
  readonly data: string | Uint8Array;
  /** Bytes of the frame's content. */
  readonly size: number;
  /** The action or incoming frame during which the client sent it. */
  readonly cause: number | undefined;
  /** Line of client.jsx that sent it, where known. */
  readonly line: number | undefined;
  /** The lab's slowed network takes time over it: where it isn't lost, an `arrival` hop follows. */
  readonly held?: true;
}

/** A frame that the lab's network held came to its end. */
export interface ArrivalHop extends Entry {
  readonly kind: "arrival";
  readonly client: ClientName;
  /** Id of the frame's hop. */
  readonly frame: number;
}

/** A client's connection changed. */
export interface StateHop extends Entry {
  readonly kind: "state";
  readonly client: ClientName;
  readonly state: ConnectionState;
  /** Socket.IO's own word for why, as the `disconnect` event gives it, or the error's message. */
  readonly reason: string | undefined;
  /** Connected again with the session as it was: `socket.recovered`. */
  readonly recovered?: true;
}

/** A client waits before it tries to connect again. */
export interface RetryHop extends Entry {
  readonly kind: "retry";
  readonly client: ClientName;
  /** Counts from 1 since it was connected last. */
  readonly attempt: number;
  /** Milliseconds until the attempt. */
  readonly delay: number;
}

/** What can be broken, or mended, on a client's wire or on the server. */
export type FaultName =
  | "cut"
  | "restore"
  | "latency"
  | "throttle"
  | "drop"
  | "block-websocket"
  | "lose-ack"
  | "restart";

/** Something was broken or mended on purpose. */
export interface FaultHop extends Entry {
  readonly kind: "fault";
  /** Whose wire it was; undefined for the server. */
  readonly client: ClientName | undefined;
  readonly fault: FaultName;
  /** A sentence without its full stop. */
  readonly text: string;
}

/** A frame never arrived: it was dropped, or under way when the network was cut. */
export interface LostHop extends Entry {
  readonly kind: "lost";
  readonly client: ClientName;
  /** Id of the frame's hop. */
  readonly frame: number;
}

/** A step inside the server, from the stream beside the wire. */
export interface ServerStepHop extends Entry {
  readonly kind: "server";
  /** Which start of the program this was: the server counts its steps anew in each. */
  readonly run: string;
  readonly step: ServerHop;
}

/** Something the lab itself has to say: the server went away, came back, or refused. */
export interface NoteHop extends Entry {
  readonly kind: "note";
  readonly text: string;
}

/** One entry of the trace. */
export type Hop =
  | ActionHop
  | FrameHop
  | ArrivalHop
  | StateHop
  | RetryHop
  | FaultHop
  | LostHop
  | ServerStepHop
  | NoteHop;
