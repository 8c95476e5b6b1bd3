import { useSyncExternalStore } from "react";
import { colourOf } from "#chat/client/screen/colour-of.ts";
import type { Person, Station } from "#lab/chat/chat-beat.ts";
import type { ChatPlayback } from "#lab/chat/chat-playback.ts";
import { Packet } from "./Packet.tsx";
import { Stations } from "./Stations.tsx";
import { layOut, linesOf, MOST_SCREENS, STAGE } from "./stage.ts";
import "./chat-diagram.css";

const VIEW = `0 0 ${STAGE.width} ${STAGE.height}`;

/** The diagram of the messaging app: what travels, drawn from what really crossed the wires. */
export function ChatDiagram({
  playback,
  own,
  inRoom,
}: {
  playback: ChatPlayback;
  /** The users of this page's clients. */
  own: readonly Person[];
  inRoom: (room: string) => readonly Person[];
}) {
  const scene = useSyncExternalStore(
    playback.subscribe,
    playback.scene,
    playback.scene,
  );
  const { beat, resting } = scene;
  const trip = beat?.trip;
  const there = trip ? inRoom(trip.room) : own;
  // Whoever a packet reaches has a screen, though the room has been left meanwhile.
  const people = there.length > 0 ? there : own;
  const boxes = layOut(people);
  const lit = new Set<Station>(
    beat && !resting
      ? beat.moves.flatMap(({ from, to }) => [from, to])
      : undefined,
  );

  return (
    <div
      className={`chat-stage ${trip ? colourOf(trip.by.id) : ""}`}
      role="img"
      aria-label={`${scene.words}.`}
    >
      <svg viewBox={VIEW} className="lines" aria-hidden="true">
        {linesOf(people).map(([from, to]) => {
          const [a, b] = [boxes.get(from), boxes.get(to)];
          return (
            a &&
            b && (
              <line
                key={`${from} ${to}`}
                data-lit={lit.has(from) && lit.has(to)}
                x1={a.x}
                y1={a.y}
                x2={b.x}
                y2={b.y}
              />
            )
          );
        })}
      </svg>
      {/* Below the places: packets come out of one and vanish in another. */}
      <div className="in-flight" aria-hidden="true">
        {beat &&
          !resting &&
          beat.moves.map((move) => {
            const [from, to] = [boxes.get(move.from), boxes.get(move.to)];
            return (
              from &&
              to && (
                <Packet
                  key={`${trip?.id ?? 0} ${beat.reached} ${move.to}`}
                  move={move}
                  from={from}
                  to={to}
                  takes={scene.takes}
                  moving={scene.moving}
                />
              )
            );
          })}
      </div>
      <svg viewBox={VIEW} aria-hidden="true">
        <Stations
          boxes={boxes}
          people={people.slice(0, MOST_SCREENS)}
          more={people.length - MOST_SCREENS}
          beat={resting ? undefined : beat}
          by={trip?.by}
          isOwn={trip !== undefined && own.some(({ id }) => id === trip.by.id)}
          lit={lit}
        />
      </svg>
    </div>
  );
}
