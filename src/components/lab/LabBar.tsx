import { useCallback } from "react";
import type { Lab } from "#lab/lab.ts";
import type { PageLab } from "./current-lab.ts";
import { FaultMenu } from "../faults/FaultMenu.tsx";
import { useFrames } from "../ui/use-frames.ts";

interface Props {
  page: PageLab | undefined;
  /** How many clients the lesson has. */
  clients: number;
  onReset: () => void;
}

/** Who is connected to what, and the way back to the beginning. */
export function LabBar({ page, clients, onReset }: Props) {
  const transports = useTransports(page?.lab);
  const connected = transports.length;
  const count = connected === clients ? clients : `${connected} of ${clients}`;
  const by = [...new Set(transports)].sort().join(", ");
  const where = page ? ` ${page.server.where}` : "";
  return (
    <div className="lab-bar">
      <span className="where" data-connected={connected > 0}>
        {`${count} clients${where}${by && ` · ${by}`}`}
      </span>
      <FaultMenu page={page} />
      <button type="button" onClick={onReset} aria-disabled={!page}>
        Reset
      </button>
    </div>
  );
}

const NEVER = (): (() => void) => () => undefined;

/** The transport of each client that is connected. */
function useTransports(lab: Lab | undefined): string[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = lab?.clients.map((client) => client.subscribe(listener));
      return () => ends?.forEach((end) => end());
    },
    [lab],
  );
  const read = useCallback(() => (lab ? transportsOf(lab) : ""), [lab]);
  const joined = useFrames(lab ? subscribe : NEVER, read);
  return joined === "" ? [] : joined.split(" ");
}

/** A text, because what a store gives must be equal while nothing changed. */
const transportsOf = (lab: Lab): string =>
  lab.clients
    .map((client) => client.status())
    .filter(({ state }) => state === "connected")
    .map(({ transport }) => transport ?? "polling")
    .join(" ");
