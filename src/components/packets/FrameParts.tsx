import { useId, useState } from "react";
import type { DecodedPacket } from "#lab/packet/packet.ts";
import { countOf } from "#lab/packet/words.ts";

/** A longer part is cut on the screen; the trace keeps it whole. */
const SHOWN_TEXT = 1500;

/** The text of a packet cut into its parts, over a legend that says what each of them is. */
export function FrameParts({ packet }: { readonly packet: DecodedPacket }) {
  const [active, setActive] = useState<number | null>(null);
  const id = useId();
  const { parts } = packet;
  if (parts.length === 0) return null;
  return (
    <>
      <div
        className="inspector-frame"
        translate="no"
        onPointerLeave={() => setActive(null)}
      >
        {parts.map((part, index) => (
          <button
            key={index}
            type="button"
            aria-label={`${spoken(part.text)}, ${part.name}`}
            aria-describedby={`${id}-${index}`}
            data-active={index === active || undefined}
            onPointerEnter={() => setActive(index)}
            onFocus={() => setActive(index)}
            onBlur={() => setActive(null)}
          >
            {shown(part.text)}
          </button>
        ))}
      </div>
      <dl className="inspector-legend">
        {parts.map((part, index) => (
          <div
            key={index}
            data-active={index === active || undefined}
            onPointerEnter={() => setActive(index)}
            onPointerLeave={() => setActive(null)}
          >
            <dt translate="no">{abridged(part.text)}</dt>
            <dd id={`${id}-${index}`}>
              <b>{part.name}</b> <span>{part.words}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const shown = (text: string): string =>
  text.length > SHOWN_TEXT
    ? `${text.slice(0, SHOWN_TEXT)}… ${countOf(text.length - SHOWN_TEXT, "more character")}`
    : text;

/** What is seen, unless that takes long to say. */
const spoken = (text: string): string =>
  text.length > SPOKEN_TEXT ? abridged(text) : text;
const SPOKEN_TEXT = 80;

/** Short enough for the legend's first column: "[…]" stands for an array. */
function abridged(text: string): string {
  if (text.length <= 8) return text;
  const ends = /^([[{"]).*([\]}"])$/s.exec(text);
  return ends ? `${ends[1]}…${ends[2]}` : `${text.slice(0, 7)}…`;
}
