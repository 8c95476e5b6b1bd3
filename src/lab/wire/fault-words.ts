import type { FaultState } from "./faults.ts";

/** What is broken on a wire, a few words each: "network cut", "1000 ms latency". */
export function describeBroken(state: FaultState): string[] {
  const { cut, latency, jitter, throttle, websocketBlocked } = state;
  const give = jitter > 0 ? ` ± ${jitter}` : "";
  return [
    cut && "network cut",
    latency + jitter > 0 && `${latency}${give} ms latency`,
    throttle !== undefined && `${throttle} bytes a second`,
    websocketBlocked && "WebSocket blocked",
    state.dropOut && "next packet sent gets lost",
    state.dropIn && "next packet received gets lost",
    state.loseAck && "next acknowledgement gets lost",
  ].filter((words) => words !== false);
}
