import { memo } from "react";
import type { ClientName } from "../../lab/lesson.ts";
import { isProtocol, type PacketRow } from "../../lab/packet-rows.ts";
import "./PacketTableRow.css";

/** More of a frame than any screen shows on one line. */
const SHOWN_TEXT = 240;

/** One packet in the table; drawn again only when something about it changes. */
export const PacketTableRow = memo(function PacketTableRow({
  row,
  colour,
  selected,
  playing,
  tabStop,
}: {
  readonly row: PacketRow;
  readonly colour: ClientName | undefined;
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
      data-selected={selected || undefined}
      data-playing={playing || undefined}
    >
      <td role="cell" className="packets-time">
        {row.at.toFixed(1)}
      </td>
      <td role="cell">{row.from}</td>
      <td role="cell">{row.to}</td>
      <td role="cell" className="packets-event">
        {row.event}
      </td>
      <td role="cell">{row.transport}</td>
      <td role="cell" className="packets-frame">
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
