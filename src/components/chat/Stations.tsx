import type { ReactNode } from "react";
import { colourOf } from "#chat/client/screen/colour-of.ts";
import type { ChatBeat, Person, Station } from "#lab/chat/chat-beat.ts";
import { screenOf } from "#lab/chat/chat-beat.ts";
import type { StationBox } from "./stage.ts";

const LONGEST = 13;
const short = (name: string, most = LONGEST): string =>
  name.length > most ? `${name.slice(0, most - 1)}…` : name;

function Box({
  box,
  kind,
  lit,
  children,
}: {
  box: StationBox | undefined;
  kind: string;
  lit: boolean;
  children: (box: StationBox) => ReactNode;
}) {
  if (!box) return null;
  return (
    <g data-station={kind} data-lit={lit}>
      {kind === "database" ? (
        <path className="box" d={cylinder(box)} />
      ) : (
        <rect
          className="box"
          x={box.x - box.width / 2}
          y={box.y - box.height / 2}
          width={box.width}
          height={box.height}
          rx={kind === "button" ? 9 : kind === "room" ? 22 : 12}
        />
      )}
      {children(box)}
    </g>
  );
}

/** A cylinder, which is how one draws a database. */
function cylinder({ x, y, width, height }: StationBox): string {
  const [left, right] = [x - width / 2, x + width / 2];
  const [top, bottom] = [y - height / 2 + 8, y + height / 2 - 8];
  const arc = `${width / 2} 8 0 0`;
  return `M${left} ${top}A${arc} 1 ${right} ${top}V${bottom}A${arc} 1 ${left} ${bottom}ZM${left} ${top}A${arc} 0 ${right} ${top}`;
}

/** The places of the diagram, with what each says now. */
export function Stations({
  boxes,
  people,
  more,
  beat,
  by,
  isOwn,
  lit,
}: {
  boxes: ReadonlyMap<Station, StationBox>;
  people: readonly Person[];
  /** How many people are in the room besides those. */
  more: number;
  beat: ChatBeat | undefined;
  by: Person | undefined;
  /** The request is this page's own. */
  isOwn: boolean;
  lit: ReadonlySet<Station>;
}) {
  const notes = beat?.notes ?? {};
  const room = beat?.trip.room ?? "Room";
  const text = (x: number, y: number, words: string, className?: string) => (
    <text x={x} y={y} className={className}>
      {words}
    </text>
  );

  return (
    <g data-foreign={by !== undefined && !isOwn}>
      <Box box={boxes.get("button")} kind="button" lit={lit.has("button")}>
        {({ x, y }) => text(x, y + 5, "Send")}
      </Box>
      <Box box={boxes.get("client")} kind="client" lit={lit.has("client")}>
        {({ x, y }) => (
          <>
            {text(x, y - 2, by ? short(by.name) : "Client")}
            {text(x, y + 15, by ? "client" : "browser", "note")}
          </>
        )}
      </Box>
      <Box box={boxes.get("server")} kind="server" lit={lit.has("server")}>
        {({ x, y }) => (
          <>
            {text(x, y - 2, "Server")}
            {text(x, y + 16, notes.server ?? "", "note")}
          </>
        )}
      </Box>
      <Box
        box={boxes.get("database")}
        kind="database"
        lit={lit.has("database")}
      >
        {({ x, y, height }) => (
          <>
            {text(x, y + 9, "Database")}
            {text(x, y + height / 2 + 18, notes.database ?? "", "note")}
          </>
        )}
      </Box>
      <Box box={boxes.get("room")} kind="room" lit={lit.has("room")}>
        {({ x, y }) => (
          <>
            {text(x, notes.room ? y - 3 : y + 5, short(room, 17))}
            {text(x, y + 14, notes.room ?? "", "note")}
          </>
        )}
      </Box>
      {people.map((person) => (
        <g key={person.id} className={colourOf(person.id)}>
          <Box
            box={boxes.get(screenOf(person.id))}
            kind="screen"
            lit={lit.has(screenOf(person.id))}
          >
            {({ x, y, height }) => (
              <>
                {text(x, y + 5, short(person.name, 11))}
                <path
                  className="stand"
                  d={`M${x - 14} ${y + height / 2 + 6}h28`}
                />
              </>
            )}
          </Box>
        </g>
      ))}
      {more > 0 && text(490, 252, `and ${more} more`, "note")}
    </g>
  );
}
