import type { PacketBeat } from "../../src/lab/beat.ts";
import { CLIENT_NAMES } from "../../src/lab/lesson.ts";
import { edgePath, layoutStage } from "../../src/components/diagram/layout.ts";
import { createPacketLayer } from "../../src/components/diagram/packet-layer.ts";
import "../../src/components/diagram/diagram.css";

/**
 * The site's own packet layer kept full: `?packets=200` packets are always in the air, each
 * replaced as it lands. It measures the drawing alone, with no lab behind it.
 */
const wanted = Number(
  new URLSearchParams(location.search).get("packets") ?? 200,
);
const FLIGHT = 2400;
const layout = layoutStage(CLIENT_NAMES);
const svg = document.querySelector("svg");
const group = document.querySelector<SVGGElement>("#packets");
if (!svg || !group) throw new Error("The page lacks its stage.");
svg.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
document
  .querySelector("#edges")
  ?.setAttribute("d", [...layout.edges.values()].map(edgePath).join(" "));

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
const layer = createPacketLayer(
  group,
  layout,
  {
    position: now,
    beats: () => beats,
    state: () => ({
      live: true,
      playing: true,
      speed: 1,
      rate: 1,
      end: Infinity,
      scene: scene(),
    }),
  },
  () => false,
);
// As often as the playback tells of a change, at the most.
setInterval(layer.update, 40);
