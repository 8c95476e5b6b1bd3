import type { ClientStatus } from "../../lab/client.ts";

/** A client's connection in words, said aloud when it changes. */
export function ConnectionStatus({ status }: { status: ClientStatus }) {
  const words = describeStatus(status);
  return (
    <span
      className="status"
      role="status"
      data-state={status.state}
      title={words}
    >
      {words}
    </span>
  );
}

/** "connected · websocket", "connecting", "disconnected · transport close". */
export function describeStatus({
  state,
  transport,
  reason,
}: ClientStatus): string {
  const more = state === "disconnected" ? reason : transport;
  return state === "connecting" || more === undefined
    ? state
    : `${state} · ${more}`;
}
