import { useEffect, useRef } from "react";
import type { Move } from "#lab/chat/chat-beat.ts";
import { STAGE, type StationBox } from "./stage.ts";

/** How far along its way a packet stands that does not move. */
const STILL = 0.5;

const placeAt = (x: number, y: number): string => {
  const length = (units: number): string =>
    `${((units * 100) / STAGE.width).toFixed(3)}cqw`;
  return `translate(${length(x)}, ${length(y)}) translate(-50%, -50%)`;
};

/** One packet on its way; with reduced motion, or while the story stands, it stands half-way. */
export function Packet({
  move: { label, tone },
  from,
  to,
  takes,
  moving,
}: {
  move: Move;
  from: StationBox;
  to: StationBox;
  /** Milliseconds. */
  takes: number;
  moving: boolean;
}) {
  const packet = useRef<HTMLSpanElement>(null);
  const start = placeAt(from.x, from.y);
  const end = placeAt(to.x, to.y);
  const middle = placeAt(
    from.x + (to.x - from.x) * STILL,
    from.y + (to.y - from.y) * STILL,
  );

  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!moving || still) return undefined;
    const flight = packet.current?.animate(
      [{ transform: start }, { transform: end }],
      { duration: takes, easing: "cubic-bezier(0.4, 0, 0.4, 1)", fill: "both" },
    );
    return () => flight?.cancel();
  }, [start, end, takes, moving]);

  return (
    <span
      ref={packet}
      className="packet"
      data-tone={tone}
      style={{ transform: middle }}
    >
      {label}
    </span>
  );
}
