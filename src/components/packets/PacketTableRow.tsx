import { memo } from "react";
import type { TransportName } from "#lab/packet/packet.ts";
import type { ClientName } from "#lab/people.ts";
import {
  isProtocol,
  type PacketRow,
  type RemarkRow,
} from "#lab/playback/rows.ts";
import "./PacketTableRow.css";

/** More of a frame than any screen shows on one line. */
const SHOWN_TEXT = 240;

const SHORT: Readonly<Record<TransportName, string>> = {
  polling: "HTTP",
  websocket: "WS",
  webtransport: "WT",
};

/** One packet in the table; drawn again only when something about it changes. */
export const PacketTableRow = memo(function PacketTableRow({
  row,
  time,
  colour,
  lost,
  selected,
  playing,
  tabStop,
}: {
  readonly row: PacketRow;
  /** Milliseconds since the action before it. */
  readonly time: number;
  readonly colour: ClientName | undefined;
  /** It never arrived. */
  readonly lost: boolean;
  readonly selected: boolean;
  readonly playing: boolean;
  /** The one row of the table that Tab reaches. */
  readonly tabStop: boolean;
}) {
  return (
    <tr
      role="row"
      data-hop={row.hopId}
      data-packet={row.packetIndex}
      data-colour={colour}
      data-protocol={isProtocol(row) || undefined}
      data-malformed={row.packet.error !== undefined || undefined}
      data-lost={lost || undefined}
      data-selected={selected || undefined}
      data-playing={playing || undefined}
    >
      <td role="cell" className="packets-time">
        {time.toFixed(0)}
      </td>
      <td role="cell">{`${row.from} → ${row.to}`}</td>
      <td role="cell" className="packets-event">
        {lost && <span className="packets-lost">lost</span>}
        <bdi translate="no">{row.event}</bdi>
      </td>
      <td role="cell">
        <abbr title={row.transport}>{SHORT[row.transport]}</abbr>
      </td>
      <td role="cell" className="packets-frame" translate="no">
        <button
          type="button"
          tabIndex={tabStop ? 0 : -1}
          aria-current={selected || undefined}
        >
          {row.text.slice(0, SHOWN_TEXT) || "(empty)"}
        </button>
      </td>
    </tr>
  );
});

/** What happened between the packets: a fault, a disconnection, an attempt to come. */
export const RemarkTableRow = memo(function RemarkTableRow({
  row,
  time,
  playing,
}: {
  readonly row: RemarkRow;
  readonly time: number;
  readonly playing: boolean;
}) {
  return (
    <tr role="row" data-remark data-playing={playing || undefined}>
      <td role="cell" className="packets-time">
        {time.toFixed(0)}
      </td>
      <td role="cell" aria-colspan={4} colSpan={4} title={row.remark}>
        {row.remark}
      </td>
    </tr>
  );
});
