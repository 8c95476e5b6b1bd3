import { memo, useId } from "react";
import type { DecodedPacket } from "#lab/packet/packet.ts";
import { hexLines } from "#lab/packet/hex.ts";
import { countOf } from "#lab/packet/words.ts";
import type { FrameHop } from "#lab/trace/hop.ts";
import type { ClientName } from "#lab/people.ts";
import { packetRows, type PacketRow } from "#lab/playback/rows.ts";
import { FrameParts } from "./FrameParts.tsx";
import "./FrameInspector.css";

/** Shorter JSON is read as easily on its one line. */
const SHORT_JSON = 40;
const SHOWN_JSON = 4000;
const SHOWN_BYTES = 256;

const NOUNS: Readonly<Record<string, string>> = {
  open: "the handshake",
  ping: "a ping",
  pong: "a pong",
  "ping probe": "a probe",
  "pong probe": "the answer to a probe",
  upgrade: "the upgrade",
  noop: "a noop",
  connect: "a connect packet",
  disconnect: "a disconnect packet",
  connect_error: "a connect error",
  attachment: "an attachment",
};

/** One packet taken apart: its frame piece by piece, each with what it means. */
export const FrameInspector = memo(function FrameInspector({
  frame,
  packet: packetIndex,
  colour,
  lost = false,
  underWay = false,
}: {
  /** The frame that holds the selected packet, if one is selected. */
  readonly frame: FrameHop | undefined;
  /** The packet's place in the frame, from 0. */
  readonly packet: number;
  /** Who caused it. */
  readonly colour?: ClientName | undefined;
  /** It never arrived. */
  readonly lost?: boolean;
  /** It has not arrived yet. */
  readonly underWay?: boolean;
}) {
  const titleId = useId();
  const rows = frame ? packetRows(frame) : [];
  const row = rows[packetIndex];
  if (!frame || !row) {
    return (
      <p className="inspector-hint">
        Select a packet to read its frame, piece by piece.
      </p>
    );
  }
  const { packet } = row;
  return (
    <section
      className="inspector"
      aria-labelledby={titleId}
      data-colour={colour}
    >
      <p className="inspector-title" id={titleId}>
        <span>{`${frame.client} ${verbFor(frame, lost, underWay)}`}</span>{" "}
        <Noun row={row} />
        {lost && <span>, which got lost</span>}
      </p>
      <FrameParts key={row.key} packet={packet} />
      {packet.error !== undefined && (
        <p className="inspector-error">{packet.error}</p>
      )}
      <IndentedJson packet={packet} />
      <Bytes packet={packet} />
      {/* A line of its own for each packet: the last one's does not shift to a new place. */}
      <p key={`facts ${row.key}`} className="inspector-facts">
        {factsOf(row, rows.length)}
      </p>
    </section>
  );
});

function IndentedJson({ packet }: { readonly packet: DecodedPacket }) {
  const { data, text } = packet;
  if (typeof data !== "object" || data === null || text.length <= SHORT_JSON)
    return null;
  const json = JSON.stringify(data, null, 2);
  return (
    <figure className="inspector-figure">
      <figcaption>Its JSON, indented</figcaption>
      <pre tabIndex={0} translate="no">
        {shorten(json, SHOWN_JSON)}
      </pre>
    </figure>
  );
}

function Bytes({ packet: { bytes } }: { readonly packet: DecodedPacket }) {
  if (!bytes) return null;
  const lines = hexLines(bytes, SHOWN_BYTES).map(
    ({ offset, hex, ascii }) => `${offset}  ${hex.padEnd(23)}  ${ascii}`,
  );
  const more = bytes.length - SHOWN_BYTES;
  if (more > 0) lines.push(`… ${countOf(more, "more byte")}`);
  return (
    <figure className="inspector-figure">
      <figcaption>
        {`${countOf(bytes.length, "byte")} of data, in hexadecimal and as text`}
      </figcaption>
      <pre tabIndex={0} translate="no">
        {lines.join("\n")}
      </pre>
    </figure>
  );
}

function verbFor(
  { direction }: FrameHop,
  lost: boolean,
  underWay: boolean,
): string {
  if (direction === "out") return "sent";
  if (underWay) return "is about to receive";
  return lost ? "was sent" : "received";
}

/** What the title calls the packet: an event by its name, the rest by what they are. */
function Noun({ row: { event, packet } }: { readonly row: PacketRow }) {
  if (packet.error !== undefined) return <span>a malformed packet</span>;
  if (packet.event !== undefined)
    return <code translate="no">{packet.event}</code>;
  if (event.startsWith("ack "))
    return <span>{`acknowledgement ${packet.ack}`}</span>;
  return <span>{NOUNS[event] ?? event}</span>;
}

function factsOf(row: PacketRow, packets: number): string {
  const place =
    packets > 1
      ? [`packet ${row.packetIndex + 1} of ${packets} in one payload`]
      : [];
  const way = `from ${row.from} to ${row.to}`;
  const size = `${countOf(row.size, "byte")} on the wire`;
  return [
    size,
    row.transport,
    way,
    `at ${row.at.toFixed(1)} ms`,
    ...place,
  ].join(" · ");
}

const shorten = (text: string, length: number): string =>
  text.length > length
    ? `${text.slice(0, length)}\n… ${countOf(text.length - length, "more character")}`
    : text;
