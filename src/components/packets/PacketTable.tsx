import {
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import type { ClientName } from "#lab/people.ts";
import {
  isProtocol,
  isRemark,
  type ListedHop,
  type ListRow,
  type PacketSelection,
} from "#lab/playback/rows.ts";
import { PacketTableRow, RemarkTableRow } from "./PacketTableRow.tsx";
import { MEASURED, useColumnWidths } from "./use-column-widths.ts";
import { useRowWindow } from "./use-row-window.ts";
import "./PacketTable.css";

/** What the table of packets needs; `frames` may arrive as often as once an animation frame. */
export interface PacketTableProps {
  /** Every frame of the trace and what happened between them, oldest first. */
  readonly frames: readonly ListedHop[];
  readonly selected: PacketSelection | null;
  readonly onSelect: (selection: PacketSelection) => void;
  /** Ids of the hops that the diagram shows now. */
  readonly playing: ReadonlySet<number>;
  /** Who caused a hop, whose colour it wears. */
  readonly colourOf: (hopId: number) => ClientName | undefined;
  /** Whether a frame never arrived. */
  readonly isLost: (hopId: number) => boolean;
}

const everyRow = () => true;
const ownRow = (row: ListRow) => !isProtocol(row);
const keyOf = ({ hop, packet }: PacketSelection) => `${hop}.${packet}`;

/** Every packet of the trace, newest last; the end stays in view unless the reader scrolls up. */
export function PacketTable({
  frames,
  selected,
  onSelect,
  playing,
  colourOf,
  isLost,
}: PacketTableProps) {
  const [showProtocol, setShowProtocol] = useState(true);
  const [focused, setFocused] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLDivElement>(null);
  useColumnWidths(words, table);
  const view = useRowWindow(box, frames, showProtocol ? everyRow : ownRow);
  const { rows } = view;

  const selectedKey = selected && keyOf(selected);
  const isShown = (key: string | null) => rows.some((row) => row.key === key);
  const tabStop =
    [focused, selectedKey].find(isShown) ??
    rows.findLast((row) => !isRemark(row))?.key;

  // One listener for all rows: they take no function, so a row that did not change is not drawn again.
  const select = (event: MouseEvent) => {
    const selection = selectionOf(event.target);
    if (selection) onSelect(selection);
  };

  return (
    <div className="packets" ref={table}>
      <div className="packets-bar">
        <label>
          <input
            type="checkbox"
            checked={showProtocol}
            onChange={(event) => setShowProtocol(event.target.checked)}
          />
          Show protocol packets
        </label>
        <span>Time in ms</span>
      </div>
      <div className="packets-words" ref={words} aria-hidden="true">
        {MEASURED.map((column) => (
          <i key={column} data-column={column} />
        ))}
      </div>
      <div className="packets-box" ref={box} onScroll={view.onScroll}>
        {view.earlier && (
          <button
            type="button"
            className="packets-more"
            onClick={view.showEarlier}
          >
            Show earlier
          </button>
        )}
        <table role="table" aria-label="Packets" style={timeColumn(rows)}>
          <thead role="rowgroup">
            <tr role="row">
              <th
                scope="col"
                role="columnheader"
                title="Milliseconds since the lab opened"
              >
                Time
              </th>
              <th scope="col" role="columnheader">
                From
              </th>
              <th scope="col" role="columnheader">
                To
              </th>
              <th scope="col" role="columnheader">
                Event
              </th>
              <th scope="col" role="columnheader">
                Transport
              </th>
              <th scope="col" role="columnheader">
                Frame
              </th>
            </tr>
          </thead>
          <tbody
            role="rowgroup"
            onClick={select}
            onKeyDown={moveFocus}
            onFocus={(event) => {
              const selection = selectionOf(event.target);
              setFocused(selection && keyOf(selection));
              view.onFocus();
            }}
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget))
                view.onBlur();
            }}
          >
            {rows.map((row) =>
              isRemark(row) ? (
                <RemarkTableRow
                  key={row.key}
                  row={row}
                  playing={playing.has(row.hopId)}
                />
              ) : (
                <PacketTableRow
                  key={row.key}
                  row={row}
                  colour={colourOf(row.hopId)}
                  lost={isLost(row.hopId)}
                  selected={row.key === selectedKey}
                  playing={playing.has(row.hopId)}
                  tabStop={row.key === tabStop}
                />
              ),
            )}
          </tbody>
        </table>
        {rows.length === 0 && <p className="packets-none">No packets yet.</p>}
      </div>
      {view.later && (
        <button
          type="button"
          className="packets-more"
          onClick={view.showNewest}
        >
          Show newest
        </button>
      )}
    </div>
  );
}

/** Makes the first column as wide as the latest time, which is the longest. */
function timeColumn(rows: readonly ListRow[]): CSSProperties {
  const length = rows.at(-1)?.at.toFixed(1).length ?? 0;
  return { "--digits": Math.max(6, length) } as CSSProperties;
}

/** Reads off the row around an element which packet it shows. */
function selectionOf(target: EventTarget): PacketSelection | null {
  const row = target instanceof Element ? target.closest("tr") : null;
  const { hop, packet } = row?.dataset ?? {};
  if (hop === undefined || packet === undefined) return null;
  return { hop: Number(hop), packet: Number(packet) };
}

/** Arrow keys, Home and End move from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === event.target);
  const to = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (at === -1 || to === undefined) return;
  event.preventDefault();
  buttons[to]?.focus();
}
