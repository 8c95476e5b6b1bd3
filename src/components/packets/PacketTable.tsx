import {
  useMemo,
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
  listRows,
  type ListedHop,
  type ListRow,
  type PacketSelection,
} from "#lab/playback/rows.ts";
import { countOf } from "#lab/packet/words.ts";
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
  /** When the action before a hop was, from which its time counts; milliseconds since the lab opened. */
  readonly actions: (hopId: number) => number;
  /** Whether the protocol's own packets are shown until the reader chooses. */
  readonly showsProtocol: boolean;
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
  actions,
  showsProtocol,
}: PacketTableProps) {
  const [showProtocol, setShowProtocol] = useState(showsProtocol);
  const countProtocol = useMemo(() => createProtocolCount(), []);
  const hidden = showProtocol ? 0 : countProtocol(frames);
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
        {hidden > 0 && (
          <button
            type="button"
            className="packets-hidden"
            onClick={() => setShowProtocol(true)}
          >
            {`${countOf(hidden, "protocol packet")} hidden · show`}
          </button>
        )}
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
        <table
          role="table"
          aria-label="Packets"
          style={timeColumn(rows, actions)}
        >
          <thead role="rowgroup">
            <tr role="row">
              <th
                scope="col"
                role="columnheader"
                title="Milliseconds since the last action"
              >
                ms
              </th>
              <th scope="col" role="columnheader">
                From → to
              </th>
              <th scope="col" role="columnheader">
                Event
              </th>
              <th scope="col" role="columnheader" title="Transport">
                By
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
                  time={row.at - actions(row.hopId)}
                  playing={playing.has(row.hopId)}
                />
              ) : (
                <PacketTableRow
                  key={row.key}
                  row={row}
                  time={row.at - actions(row.hopId)}
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

/** Counts the protocol's own packets in a list that grows, each frame once. */
function createProtocolCount(): (frames: readonly ListedHop[]) => number {
  let counted = 0;
  let packets = 0;
  return (frames) => {
    if (frames.length < counted) counted = packets = 0;
    for (const hop of frames.slice(counted))
      packets += listRows(hop).filter(isProtocol).length;
    counted = frames.length;
    return packets;
  };
}

/** Makes the first column as wide as the latest time, which is the longest. */
function timeColumn(
  rows: readonly ListRow[],
  actions: PacketTableProps["actions"],
): CSSProperties {
  const longest = Math.max(
    0,
    ...rows.map(({ at, hopId }) => at - actions(hopId)),
  );
  const { length } = longest.toFixed(0);
  return { "--digits": Math.max(5, length) } as CSSProperties;
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
