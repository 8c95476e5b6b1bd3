import type { Socket } from "socket.io-client";
import { createFaults, type Faults } from "../wire/faults.ts";
import { decodeFrame } from "../packet/decode.ts";
import { nameTransports } from "../wire/named-transports.ts";
import { createTappedTransports } from "../wire/wire.ts";
import type { ChatPlace } from "./chat-place.ts";

/** An event or an acknowledgement of the chat, as it crossed a client's wire. */
export interface ChatPacket {
  readonly direction: "out" | "in";
  /** Undefined for an acknowledgement. */
  readonly event: string | undefined;
  /** Number that an event and its acknowledgement share. */
  readonly ack: number | undefined;
  readonly args: readonly unknown[];
}

/** One client of the chat, with a real socket whose wire is tapped. */
export interface ChatClient {
  readonly socket: Socket;
  /** Breaks and mends its wire. */
  readonly faults: Faults;
}

/** Makes a client that tells of each packet of its chat; a packet that got lost is not told of. */
export function createChatClient(
  name: string,
  place: ChatPlace,
  seen: (packet: ChatPacket) => void,
): ChatClient {
  const { faults, network } = createFaults(name, () => undefined);
  let frames = 0;
  const transports = createTappedTransports(
    {
      network,
      mark: () => ({ cause: undefined, line: undefined }),
      frame({ direction, data, transport, lost }) {
        for (const packet of lost ? [] : decodeFrame(data, transport)) {
          const { socket: type, event, ack, args } = packet;
          if (type === "event" || type === "ack")
            seen({ direction, event, ack, args });
        }
        return frames++;
      },
      arrive: () => undefined,
      lose: () => undefined,
      hand: (_, give) => give(),
    },
    place.transports,
  );
  const socket = place.connect({ transports });
  nameTransports(socket.io.opts, undefined);
  socket.on("connect", () => place.watch(socket));
  return { socket, faults };
}
