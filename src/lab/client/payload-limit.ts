import type { TappedFrame } from "../wire/message-counter.ts";

/** Watches whether what a client sends is more than its server takes in one message. */
export interface PayloadLimit {
  /** Takes in a frame that left or arrived. */
  saw(frame: TappedFrame): void;
  /** What became of the last message, if it was too large, once the connection has ended. */
  whatWasLost(): string | undefined;
}

const bytes = (count: number): string => count.toLocaleString("en-US");

/** Makes one for a client. Servers say in the handshake how many bytes they take (`maxPayload`). */
export function createPayloadLimit(name: string): PayloadLimit {
  let most = Infinity;
  let sent = 0;
  return {
    saw({ direction, data, size, messages }) {
      if (direction === "in") most = limitIn(data) ?? most;
      else if (messages.length > 0) sent = size;
    },
    whatWasLost: () =>
      sent > most
        ? `${name}’s message had ${bytes(sent)} bytes. The server takes at most ${bytes(most)} in one message, so it closed the connection, and the message is lost.`
        : undefined,
  };
}

/** The limit that a handshake names. */
function limitIn(data: string | Uint8Array): number | undefined {
  if (typeof data !== "string" || !data.startsWith("0{")) return undefined;
  const [, most] = /"maxPayload":(\d+)/.exec(data) ?? [];
  return most === undefined ? undefined : Number(most);
}
