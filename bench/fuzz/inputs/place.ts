import type { Random } from "../random.ts";

/** A Socket.IO server that inputs go to. */
export interface Place {
  /** Path of its endpoint. */
  readonly path: string;
  /** Frames that connect to it, in most cases. */
  hello(random: Random): string[];
  /** A packet that its own clients send, right or nearly. */
  packet(random: Random): string;
}
