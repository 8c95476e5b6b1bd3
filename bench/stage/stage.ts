import type { PacketBeat } from "#lab/playback/beat.ts";
import { CLIENT_NAMES } from "#lab/people.ts";
import { CROWDED_TICK } from "#lab/playback/playback.ts";
import { edgePath, layoutStage } from "#components/diagram/layout.ts";
import { paintPackets } from "#components/diagram/paint-packets.ts";
import "#components/diagram/diagram.css";

/**
 * The site's own painter of packets kept busy: `?packets=200` packets are always in the air, each
 * replaced as it lands. It measures the drawing alone, with no lab behind it.
 */
const wanted = Number(
  new URLSearchParams(location.search).get("packets") ?? 200,
);
const FLIGHT = 2400;
const layout = layoutStage(CLIENT_NAMES);
const place = document.querySelector<HTMLElement>(".flights");
const edges = document.querySelector(".edge");
if (!place || !edges) throw new Error("The page lacks its stage.");
edges.setAttribute("d", [...layout.edges.values()].map(edgePath).join(" "));

let id = 0;
const started = performance.now();
const now = (): number => performance.now() - started;
const make = (start: number): PacketBeat => ({
  kind: "packet",
  id: (id += 1),
  start,
  end: start + FLIGHT,
  by: CLIENT_NAMES[id % 3],
  client: CLIENT_NAMES[(id * 7) % 3] ?? "Alice",
  direction: id % 2 ? "out" : "in",
  label: "chat",
  tone: "event",
  hops: [id],
  cause: undefined,
  line: undefined,
  lost: false,
  words: "",
});
/** A story with `wanted` packets in the air at every moment, an hour long. */
const gap = FLIGHT / wanted;
const beats = Array.from({ length: 3_600_000 / gap }, (_, i) =>
  make(i * gap - FLIGHT),
);
const scene = () => ({
  beats: [],
  serverLines: [],
  clientLines: [],
  hops: new Set<number>(),
  words: "",
});
paintPackets(place, layout, {
  position: now,
  beats: () => beats,
  state: () => ({
    live: true,
    past: false,
    playing: true,
    speed: 1,
    rate: 1,
    end: Infinity,
    scene: scene(),
  }),
  subscribe(listener) {
    // As often as a playback of so many packets tells of a change, at the most.
    const timer = setInterval(listener, CROWDED_TICK);
    return () => clearInterval(timer);
  },
});
