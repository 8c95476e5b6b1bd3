import { memo } from "react";
import type { ClientName } from "#lab/people.ts";
import {
  isProtocol,
  type PacketRow,
  type RemarkRow,
} from "#lab/playback/rows.ts";
import "./PacketTableRow.css";

/** More of a frame than any screen shows on one line. */
const SHOWN_TEXT = 240;

/** One packet in the table; drawn again only when something about it changes. */
export const PacketTableRow = memo(function PacketTableRow({
  row,
  colour,
  lost,
  selected,
  playing,
  tabStop,
}: {
  readonly row: PacketRow;
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
        {row.at.toFixed(1)}
      </td>
      <td role="cell">{row.from}</td>
      <td role="cell">{row.to}</td>
      <td role="cell" className="packets-event">
        {lost && <span className="packets-lost">lost</span>}
        <bdi translate="no">{row.event}</bdi>
      </td>
      <td role="cell">{row.transport}</td>
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
  playing,
}: {
  readonly row: RemarkRow;
  readonly playing: boolean;
}) {
  return (
    <tr role="row" data-remark data-playing={playing || undefined}>
      <td role="cell" className="packets-time">
        {row.at.toFixed(1)}
      </td>
      <td role="cell" aria-colspan={5} colSpan={5} title={row.remark}>
        {row.remark}
      </td>
    </tr>
  );
});
