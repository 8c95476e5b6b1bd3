import { BREAKPOINTS } from "#styles/breakpoints.ts";
import {
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type CSSProperties,
} from "react";
import type { Scene, StepBeat } from "#lab/playback/beat.ts";
import type { ClientName } from "#lab/people.ts";
import type { SeenClient } from "#lab/playback/seen.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import type { Playback } from "#lab/playback/playback-state.ts";
import { listNames } from "#lab/playback/words.ts";
import { usePlayback } from "../playback/use-playback.ts";
import { ConnectionLine, ConnectionNote } from "./Connection.tsx";
import { layoutStage, stageSize, type StageLayout } from "./layout.ts";
import { paintPackets } from "./paint-packets.ts";
import { UnsentPill } from "./UnsentPill.tsx";
import { useIsFlat } from "./use-is-flat.ts";
import { useLastAction } from "./use-last-action.ts";
import "./diagram.css";

const NOTHING = () => () => {};

/** A phone's stage is drawn narrower, so that its words stay readable. */
let phone: MediaQueryList | undefined;
/** One for all: it's asked each time that anything is drawn. */
const phoneQuery = (): MediaQueryList =>
  (phone ??= matchMedia(BREAKPOINTS.phone));
const isNarrow = (): boolean => phoneQuery().matches;
const onNarrow = (listener: () => void): (() => void) => {
  const query = phoneQuery();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

const colourOf = (name: string) =>
  ({
    "--c": `var(--${name.toLowerCase()})`,
    "--c-soft": `var(--${name.toLowerCase()}-soft)`,
  }) as CSSProperties;

/** The connection in words, for when no message has travelled yet. */
function describeConnections(clients: readonly SeenClient[]): string {
  const connected = clients.filter(
    ({ status }) => status.read().state === "connected",
  );
  if (connected.length === 0) return "Nobody is connected to the server";
  const names = listNames(connected.map((client) => client.name));
  return `${names} ${connected.length > 1 ? "are" : "is"} connected to the server`;
}

interface StationsProps {
  layout: StageLayout;
  /** Which handler runs; empty where none does. */
  handler: string;
  /** Who acted last, and by which hop. */
  acted: { readonly client: ClientName; readonly hop: number } | undefined;
}

function Stations({ layout, handler, acted }: StationsProps) {
  const { server } = layout;
  return (
    <g className="stations">
      {[...layout.clients].map(([name, box]) => (
        <g key={name} style={colourOf(name)}>
          {acted?.client === name && (
            <rect
              key={acted.hop}
              className="pulse"
              x={box.x - box.width / 2}
              y={box.y - box.height / 2}
              width={box.width}
              height={box.height}
              rx="12"
            />
          )}
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
      <text
        className="name"
        data-busy={handler !== ""}
        x={server.x}
        y={server.y + 5}
      >
        Server
      </text>
      {handler !== "" && (
        <text className="step" x={server.x} y={server.y + 17}>
          {handler}
        </text>
      )}
    </g>
  );
}

/** Beats that stand under the server: which handler runs, and whom it writes to. */
const stepsOf = ({ beats }: Scene): StepBeat[] =>
  beats.filter((beat) => beat.kind === "step");

interface DiagramProps {
  trace: TraceView;
  clients: readonly SeenClient[];
  playback: Playback;
  /** The frame of a packet that a check found wrong. */
  wrong?: number | undefined;
  /** Drawn lower, for where no more than one client stands on each side. */
  low?: boolean;
}

/** The messaging-flow diagram: who is connected, and the packets that really crossed the wire. */
export function Diagram({
  trace,
  clients,
  playback,
  wrong,
  low = false,
}: DiagramProps) {
  const packets = useRef<HTMLDivElement>(null);
  const { scene } = usePlayback(playback);
  const narrow = useSyncExternalStore(onNarrow, isNarrow, () => false);
  const isLow = useIsFlat(packets) || low;
  const layout = useMemo(
    () =>
      layoutStage(
        clients.map((client) => client.name),
        stageSize(narrow, isLow),
      ),
    [clients, isLow, narrow],
  );
  // The name below depends on the connections too.
  useSyncExternalStore(
    useMemo(
      () => (listener: () => void) => {
        const ends = clients.map(({ status }) => status.subscribe(listener));
        return () => ends.forEach((end) => end());
      },
      [clients],
    ),
    () => clients.map(({ status }) => status.read().state).join(" "),
    () => "",
  );

  useEffect(() => {
    const place = packets.current;
    if (!place) return NOTHING();
    return paintPackets(place, layout, playback, wrong);
  }, [layout, playback, wrong]);

  const steps = stepsOf(scene);
  const handler = steps.find((beat) => beat.step === "handler");
  const audience = steps.find((beat) => beat.step === "emit");
  const acted = useLastAction(trace);
  const words = scene.words || describeConnections(clients);

  const viewBox = `0 0 ${layout.width} ${layout.height}`;

  return (
    <div
      className="diagram"
      role="img"
      aria-label={words}
      data-low={isLow || undefined}
    >
      <svg viewBox={viewBox} className="edges" aria-hidden="true">
        {clients.map((client) => {
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
        <Stations
          layout={layout}
          handler={handler?.label ?? ""}
          acted={acted}
        />
        {clients.map((client) => {
          const box = layout.clients.get(client.name);
          if (!box) return null;
          const place = { client, box, left: box.x < layout.server.x };
          return (
            <g key={client.name}>
              <ConnectionNote {...place} />
              <UnsentPill {...place} />
            </g>
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
