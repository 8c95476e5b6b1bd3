import type { PacketBeat } from "../../lab/beat.ts";
import type { Playback } from "../../lab/playback-state.ts";
import { near } from "../../lab/scene.ts";
import { flightFrames, lostFrames, type StageLayout } from "./layout.ts";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 26;
/** Width of one letter at the packet's 12 px monospace, in stage units. */
const LETTER = 7.3;
const LONGEST = 14;
/** A difference of so many story milliseconds is a jump along the timeline. */
const JUMP = 50;
/**
 * Packets are put on stage so many story milliseconds before they start, unseen, several at a
 * time: each change of the stage costs the main thread a frame, however little changes.
 */
const AHEAD = 500;
/** A packet that starts in less than this, and is not on stage yet, cannot wait. */
const URGENT = 100;
/** With more packets than this in the air they start in step, so that their ends fall together. */
const CROWD = 24;
/** Story milliseconds from step to step: what each begin and end costs is paid once a step. */
const STEP = 300;

interface Flying {
  readonly beat: PacketBeat;
  readonly element: SVGGElement;
  readonly text: SVGTextElement;
  readonly animation: Animation;
  /** When it is drawn from: in a crowd, the step after its beat's start. */
  readonly start: number;
  count: number;
  /** Whether it is drawn as one that gets lost. */
  readonly lost: boolean;
}

const shorten = (label: string): string =>
  label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;

const caption = ({ label, hops }: PacketBeat): string =>
  hops.length > 1 ? `${shorten(label)} ×${hops.length}` : shorten(label);

const widthOf = (label: string): number =>
  Math.max(34, label.length * LETTER + 20);

function make<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, String(value));
  return element;
}

/** Draws one packet: a pill with the event's name, in the colour of who caused it. */
function draw(beat: PacketBeat): {
  element: SVGGElement;
  text: SVGTextElement;
} {
  const label = caption(beat);
  const width = widthOf(label);
  const element = make("g", { class: "packet", "data-tone": beat.tone });
  element.style.setProperty(
    "--by",
    beat.by ? `var(--${beat.by.toLowerCase()})` : "var(--server)",
  );
  const pill = make("rect", {
    x: -width / 2,
    y: -HEIGHT / 2,
    width,
    height: HEIGHT,
    rx: HEIGHT / 2,
  });
  const text = make("text", { y: 4 });
  text.textContent = label;
  element.append(pill, text);
  if (beat.lost) {
    const half = width / 2 + 4;
    const cross = make("path", {
      d: `M${-half} 0h${2 * half}`,
      class: "strike",
    });
    element.append(cross);
    element.dataset["lost"] = "";
  }
  return { element, text };
}

/** Packets in the air. They move by themselves; this adds, removes and re-times them. */
export interface PacketLayer {
  /** Brings the layer in line with the playback. */
  update(): void;
  clear(): void;
}

/**
 * Keeps the packets of `playback`'s scene inside `group`, each moved by one Web Animation on
 * `transform`. With `stepping` (reduced motion) a packet stands in the middle of its way instead.
 */
export function createPacketLayer(
  group: SVGGElement,
  layout: StageLayout,
  playback: Pick<Playback, "state" | "position" | "beats">,
  stepping: () => boolean,
): PacketLayer {
  const flying = new Map<number, Flying>();

  const remove = (id: number, { element, animation }: Flying): void => {
    animation.cancel();
    element.remove();
    flying.delete(id);
  };

  const add = (beat: PacketBeat): Flying | undefined => {
    const edge = layout.edges.get(beat.client);
    if (!edge) return undefined;
    const { element, text } = draw(beat);
    group.append(element);
    // Seen only while it flies: before and after, its own style hides it.
    const frames = beat.lost
      ? lostFrames(edge, beat.direction)
      : flightFrames(edge, beat.direction).map((frame) => ({
          ...frame,
          opacity: 1,
        }));
    const animation = element.animate(frames, {
      delay: AHEAD,
      duration: beat.end - beat.start,
    });
    const start =
      flying.size > CROWD ? Math.ceil(beat.start / STEP) * STEP : beat.start;
    const count = beat.hops.length;
    const { lost } = beat;
    const entry = { beat, element, text, animation, start, count, lost };
    flying.set(beat.id, entry);
    return entry;
  };

  const time = (
    { beat, animation, start }: Flying,
    position: number,
    rate: number,
  ): void => {
    const length = beat.end - beat.start;
    const still = stepping();
    const flown = still ? length / 2 : Math.min(length, position - start);
    animation.currentTime = AHEAD + flown;
    if (still || rate === 0) {
      animation.pause();
      return;
    }
    animation.playbackRate = rate;
    animation.play();
  };

  /** Beats of the story, and the position, up to which every packet has been put on stage. */
  let placed = 0;
  let placedTo = 0;
  let lastRate = 0;
  let lastPosition = 0;
  let lastTime = 0;
  /** Whether the story went on as it was going: then animations in the air keep their own time. */
  const isSteady = (position: number, rate: number): boolean => {
    const now = performance.now();
    const expected = lastPosition + (now - lastTime) * lastRate;
    const steady = rate === lastRate && Math.abs(position - expected) < JUMP;
    [lastRate, lastPosition, lastTime] = [rate, position, now];
    return steady;
  };

  /** Packets that are in the air, or will be soon. */
  const around = (position: number, ahead: number): PacketBeat[] =>
    near(playback.beats(), position).filter(
      (beat): beat is PacketBeat =>
        beat.kind === "packet" &&
        beat.end > position &&
        beat.start <= position + ahead,
    );

  const recount = (entry: Flying): void => {
    if (entry.count === entry.beat.hops.length) return;
    entry.count = entry.beat.hops.length;
    entry.text.textContent = caption(entry.beat);
    const width = widthOf(caption(entry.beat));
    const pill = entry.element.firstElementChild;
    pill?.setAttribute("width", String(width));
    pill?.setAttribute("x", String(-width / 2));
  };

  return {
    update() {
      const { rate } = playback.state();
      const position = playback.position();
      const steady = isSteady(position, rate);
      let caught = false;
      for (const [id, entry] of flying) {
        recount(entry);
        if (entry.lost === entry.beat.lost) continue;
        // It was in the air when it got lost: it is drawn anew.
        remove(id, entry);
        caught = true;
      }
      const { length } = playback.beats();
      const known = length === placed && position < placedTo - URGENT * rate;
      if (steady && rate > 0 && known && !caught) return;
      const ahead = stepping() ? 0 : AHEAD;
      const wanted = around(position, ahead);
      [placed, placedTo] = [length, position + ahead];
      const ids = new Set(wanted.map(({ id }) => id));
      for (const [id, entry] of flying) {
        const landed = entry.start + entry.beat.end - entry.beat.start;
        if (!ids.has(id) && (!steady || landed <= position)) remove(id, entry);
      }
      for (const beat of wanted) {
        const there = flying.get(beat.id);
        const entry = there ?? add(beat);
        if (entry && (!there || !steady)) time(entry, position, rate);
      }
    },
    clear() {
      for (const [id, entry] of flying) remove(id, entry);
    },
  };
}
