import { BREAKPOINTS } from "#styles/breakpoints.ts";
import {
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type CSSProperties,
} from "react";
import type { Scene, StepBeat } from "#lab/playback/beat.ts";
import type { LabClient } from "#lab/client/client.ts";
import type { Lab } from "#lab/lab.ts";
import type { Playback } from "#lab/playback/playback-state.ts";
import { listNames } from "#lab/playback/words.ts";
import { usePlayback } from "./use-playback.ts";
import { ConnectionLine, ConnectionNote } from "./Connection.tsx";
import { layoutStage, stageSize, type StageLayout } from "./layout.ts";
import { paintPackets } from "./paint-packets.ts";
import "./diagram.css";

const NOTHING = () => () => {};

/** A phone's stage is drawn narrower, so that its words stay readable. */
const phone = (): MediaQueryList => matchMedia(BREAKPOINTS.phone);
const isNarrow = (): boolean => phone().matches;
const onNarrow = (listener: () => void): (() => void) => {
  const query = phone();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

const colourOf = (name: string) =>
  ({
    "--c": `var(--${name.toLowerCase()})`,
    "--c-soft": `var(--${name.toLowerCase()}-soft)`,
  }) as CSSProperties;

/** The connection in words, for when no message has travelled yet. */
function describeConnections(clients: readonly LabClient[]): string {
  const connected = clients.filter(
    (client) => client.status().state === "connected",
  );
  if (connected.length === 0) return "Nobody is connected to the server";
  const names = listNames(connected.map((client) => client.name));
  return `${names} ${connected.length > 1 ? "are" : "is"} connected to the server`;
}

function Stations({ layout, label }: { layout: StageLayout; label: string }) {
  const { server } = layout;
  return (
    <g className="stations">
      {[...layout.clients].map(([name, box]) => (
        <g key={name} style={colourOf(name)}>
          <rect
            className="client"
            x={box.x - box.width / 2}
            y={box.y - box.height / 2}
            width={box.width}
            height={box.height}
            rx="12"
          />
          <text x={box.x} y={box.y + 5}>
            {name}
          </text>
        </g>
      ))}
      <rect
        className="server"
        x={server.x - server.width / 2}
        y={server.y - server.height / 2}
        width={server.width}
        height={server.height}
        rx="14"
      />
      <text x={server.x} y={server.y - 3}>
        Server
      </text>
      <text className="step" x={server.x} y={server.y + 17}>
        {label}
      </text>
    </g>
  );
}

/** Beats that stand under the server: which handler runs, and whom it writes to. */
const stepsOf = ({ beats }: Scene): StepBeat[] =>
  beats.filter((beat) => beat.kind === "step");

interface DiagramProps {
  lab: Lab;
  playback: Playback;
  /** Drawn lower, for where no more than one client stands on each side. */
  low?: boolean;
}

/** The messaging-flow diagram: who is connected, and the packets that really crossed the wire. */
export function Diagram({ lab, playback, low = false }: DiagramProps) {
  const packets = useRef<HTMLDivElement>(null);
  const { scene } = usePlayback(playback);
  const narrow = useSyncExternalStore(onNarrow, isNarrow, () => false);
  const layout = useMemo(
    () =>
      layoutStage(
        lab.clients.map((client) => client.name),
        stageSize(narrow, low),
      ),
    [lab, low, narrow],
  );
  // The name below depends on the connections too.
  useSyncExternalStore(
    useMemo(
      () => (listener: () => void) => {
        const ends = lab.clients.map((client) => client.subscribe(listener));
        return () => ends.forEach((end) => end());
      },
      [lab],
    ),
    () => lab.clients.map((client) => client.status().state).join(" "),
    () => "",
  );

  useEffect(() => {
    const place = packets.current;
    if (!place) return NOTHING();
    return paintPackets(place, layout, playback);
  }, [layout, playback]);

  const steps = stepsOf(scene);
  const handler = steps.find((beat) => beat.step === "handler");
  const audience = steps.find((beat) => beat.step === "emit");
  const words = scene.words || describeConnections(lab.clients);

  const viewBox = `0 0 ${layout.width} ${layout.height}`;

  return (
    <div className="diagram" role="img" aria-label={words}>
      <svg viewBox={viewBox} className="edges" aria-hidden="true">
        {lab.clients.map((client) => {
          const edge = layout.edges.get(client.name);
          return (
            edge && (
              <ConnectionLine key={client.name} client={client} edge={edge} />
            )
          );
        })}
      </svg>
      {/* Below the stations: packets come out of one and vanish in another. */}
      <div ref={packets} className="flights" />
      <svg viewBox={viewBox} aria-hidden="true">
        <Stations layout={layout} label={handler?.label ?? ""} />
        {lab.clients.map((client) => {
          const box = layout.clients.get(client.name);
          return (
            box && (
              <ConnectionNote
                key={client.name}
                client={client}
                box={box}
                left={box.x < layout.server.x}
              />
            )
          );
        })}
        <text
          className="caption"
          x={layout.server.x}
          y={layout.server.y + layout.server.height / 2 + 22}
        >
          {audience?.label ?? ""}
        </text>
      </svg>
    </div>
  );
}
