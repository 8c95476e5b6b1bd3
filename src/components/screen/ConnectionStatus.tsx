import { isBrokenOff, type ClientStatus } from "#lab/client/client-status.ts";
import type { Retry } from "#lab/wire/retries.ts";
import { seconds } from "#lab/playback/words.ts";
import { useCountdown } from "../playback/use-countdown.ts";

/**
 * A client's connection in words, said aloud when it changes. While it waits to connect again,
 * the seconds count down for the eye; for the ear they are said once.
 */
export function ConnectionStatus({ status }: { status: ClientStatus }) {
  const words = describeStatus(status);
  const { retry } = status;
  return (
    <span
      className="status"
      role="status"
      data-state={status.state}
      data-broken={isBrokenOff(status) || undefined}
      title={words}
    >
      {retry ? (
        <>
          <span className="sr-only">
            {`${status.state}, ${describeRetry(retry, retry.delay)}`}
          </span>
          <Countdown retry={retry} />
        </>
      ) : (
        <span>{words}</span>
      )}
    </span>
  );
}

function Countdown({ retry }: { retry: Retry }) {
  return (
    <span aria-hidden="true">
      {describeRetry(retry, useCountdown(retry.at))}
    </span>
  );
}

const describeRetry = ({ attempt }: Retry, left: number): string =>
  `reconnecting in ${seconds(left, 1)}, attempt ${attempt}`;

/** "connected · websocket", "connecting", "disconnected · transport close". */
export function describeStatus({
  state,
  transport,
  reason,
}: ClientStatus): string {
  const more = state === "disconnected" ? reason : transport;
  if (state === "disconnected" && reason === undefined) return "not connected";
  if (state === "connecting" || more === undefined) return state;
  return `${state} · ${more}`;
}
