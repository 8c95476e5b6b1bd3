import type { SeenClient } from "#lab/playback/seen.ts";
import type { Box } from "./layout.ts";
import { useSeen } from "../playback/use-seen.ts";

/** In stage units. */
const HEIGHT = 26;
const LETTER = 7.2;
const PADDING = 20;
const GAP = 6;
const LONGEST = 10;

const shorten = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

/** What a client has emitted and cannot send: it waits beside its station for a connection. */
export function UnsentPill({
  client,
  box,
  left,
}: {
  client: SeenClient;
  box: Box;
  /** The box stands left of the server. */
  left: boolean;
}) {
  const unsent = useSeen(client.unsent);
  const [first] = unsent;
  if (!first) return null;
  const more = unsent.length > 1 ? ` ×${unsent.length}` : "";
  const caption = `${shorten(first.event)}${more}`;
  const width = caption.length * LETTER + PADDING;
  const away = box.width / 2 + GAP + width / 2;
  const x = left ? box.x + away : box.x - away;
  return (
    <g className="unsent" data-person={client.name}>
      <rect
        x={x - width / 2}
        y={box.y - HEIGHT / 2}
        width={width}
        height={HEIGHT}
        rx={HEIGHT / 2}
      />
      <text x={x} y={box.y + 4}>
        {caption}
      </text>
    </g>
  );
}
