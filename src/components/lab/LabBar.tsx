import { useCallback } from "react";
import type { SeenClient } from "#lab/playback/seen.ts";
import type { PageLab } from "./current-lab.ts";
import { useBroken } from "../faults/use-broken.ts";
import { FaultMenu } from "../faults/FaultMenu.tsx";
import { useFrames } from "../ui/use-frames.ts";
import { ServerSwitch } from "./ServerSwitch.tsx";

interface Props {
  page: PageLab | undefined;
  /** How many clients the lesson has. */
  clients: number;
  onReset: () => void;
}

/** Who is connected to what, and the way back to the beginning. */
export function LabBar({ page, clients, onReset }: Props) {
  const transports = useTransports(page?.clients);
  const connected = transports.length;
  const count = connected === clients ? clients : `${connected} of ${clients}`;
  const by = [...new Set(transports)].sort().join(", ");
  const isBroken = useBroken(page?.lab).length > 0;
  const where = page ? ` ${page.server.where}` : "";
  return (
    <div className="lab-bar">
      <span
        className="where"
        data-connected={connected > 0}
        data-broken={isBroken}
      >
        <span>{`${count} clients${where}`}</span>
        <span className="by">{by && ` · ${by}`}</span>
        {page && <ServerSwitch server={page.server} />}
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
function useTransports(clients: readonly SeenClient[] | undefined): string[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = clients?.map(({ status }) => status.subscribe(listener));
      return () => ends?.forEach((end) => end());
    },
    [clients],
  );
  const read = useCallback(
    () => (clients ? transportsOf(clients) : ""),
    [clients],
  );
  const joined = useFrames(clients ? subscribe : NEVER, read);
  return joined === "" ? [] : joined.split(" ");
}

/** A text, because what a store gives must be equal while nothing changed. */
const transportsOf = (clients: readonly SeenClient[]): string =>
  clients
    .map(({ status }) => status.read())
    .filter(({ state }) => state === "connected")
    .map(({ transport }) => transport ?? "polling")
    .join(" ");
