import type { LabClient } from "#lab/client/client.ts";

/** One fault that the menu offers for a client. */
export interface FaultItem {
  readonly label: string;
  readonly on: boolean;
  /** Breaks it, or mends it where it is broken. */
  readonly run: () => void;
}

/** Enough to see a packet wait, and too little for Socket.IO to give up. */
const LATENCY = 1000;
const JITTER = 300;
/** Bytes a second, of an old modem's kind: a chat message takes a moment. */
const SLOW = 60;

/** What can be broken of a client's network, with what is broken now. */
export function faultItems({ name, faults }: LabClient): FaultItem[] {
  const now = faults.state();
  const isLate = now.latency > 0 || now.jitter > 0;
  const isSlow = now.throttle !== undefined;
  return [
    {
      label: "Cut the network",
      on: now.cut,
      run: now.cut ? faults.restore : faults.cut,
    },
    {
      label: "Add a second of latency",
      on: isLate,
      run: () => (isLate ? faults.latency(0) : faults.latency(LATENCY, JITTER)),
    },
    {
      label: `Slow line: ${SLOW} bytes per second`,
      on: isSlow,
      run: () => faults.throttle(isSlow ? undefined : SLOW),
    },
    {
      label: "Block WebSocket",
      on: now.websocketBlocked,
      run: () => faults.blockWebSocket(!now.websocketBlocked),
    },
    {
      label: `Lose the next packet from ${name}`,
      on: now.dropOut,
      run: () => faults.dropNext("out", !now.dropOut),
    },
    {
      label: `Lose the next packet to ${name}`,
      on: now.dropIn,
      run: () => faults.dropNext("in", !now.dropIn),
    },
    {
      label: "Lose the next acknowledgement",
      on: now.loseAck,
      run: () => faults.loseNextAck(!now.loseAck),
    },
  ];
}
