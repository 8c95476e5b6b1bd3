import type { SVGProps } from "react";
import { isBrokenOff } from "#lab/client/client-status.ts";
import type { SeenClient } from "#lab/playback/seen.ts";
import type { Retry } from "#lab/wire/retries.ts";
import { seconds } from "#lab/playback/words.ts";
import { edgePath, pointOn, type Box, type Edge } from "./layout.ts";
import { useCountdown } from "../playback/use-countdown.ts";
import { useSeen } from "../playback/use-seen.ts";

/** The line between a client and the server: whole, being made, not there yet, or lost. */
export function ConnectionLine({
  client,
  edge,
}: {
  client: SeenClient;
  edge: Edge;
}) {
  const status = useSeen(client.status);
  const { cut } = useSeen(client.faults);
  const { state, transport } = status;
  const isBroken = cut || isBrokenOff(status);
  const { x, y } = pointOn(edge, cut ? 0.5 : 0.24);
  const words = cut ? `${state}, network cut` : state;
  return (
    <g
      data-connection={cut ? "cut" : state}
      data-broken={isBroken ? true : undefined}
    >
      <path
        className="edge"
        d={edgePath(edge)}
        pathLength={cut ? 100 : undefined}
      />
      {isBroken && (
        <path className="cross" d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`} />
      )}
      <title>{`${client.name}: ${words}${transport ? `, ${transport}` : ""}`}</title>
    </g>
  );
}

/** Under a client's box: that its network is cut, when it tries again, that it was recovered. */
export function ConnectionNote({
  client,
  box,
  left,
}: {
  client: SeenClient;
  box: Box;
  /** The box stands left of the server. */
  left: boolean;
}) {
  const { retry, recovered } = useSeen(client.status);
  const { cut } = useSeen(client.faults);
  const x = box.x + (left ? -box.width / 2 : box.width / 2);
  const place = { x, "data-side": left ? "left" : "right" };
  const below = box.y + box.height / 2 + 15;
  return (
    <g className="connection-note">
      {cut && (
        <text {...place} y={box.y - box.height / 2 - 7} data-bad>
          network cut
        </text>
      )}
      {retry && <Attempt retry={retry} place={{ ...place, y: below }} />}
      {recovered && (
        <text {...place} y={below} data-good>
          recovered
        </text>
      )}
    </g>
  );
}

function Attempt({
  retry: { attempt, at },
  place,
}: {
  retry: Retry;
  place: SVGProps<SVGTextElement>;
}) {
  const left = seconds(useCountdown(at), 1);
  return <text {...place}>{`attempt ${attempt} in ${left}`}</text>;
}
