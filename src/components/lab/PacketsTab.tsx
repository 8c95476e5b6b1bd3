import { useMemo } from "react";
import type { PacketSelection } from "#lab/playback/rows.ts";
import { PacketTable } from "../packets/PacketTable.tsx";
import type { PageLab } from "./current-lab.ts";
import { createFrameList } from "./frame-list.ts";
import { PACE, useFrames } from "../ui/use-frames.ts";
import { usePlayback } from "../diagram/use-playback.ts";

/** A table is much to draw. */
const SLOW = 2 * PACE;

interface Props {
  page: PageLab;
  selected: PacketSelection | undefined;
  onSelect: (packet: PacketSelection) => void;
}

/** Every packet of the lab, while its tab is open. */
export function PacketsTab({ page, selected, onSelect }: Props) {
  const { trace } = page.lab;
  const read = useMemo(() => createFrameList(trace), [trace]);
  const frames = useFrames(trace.subscribe, read, SLOW);
  const { hops } = usePlayback(page.playback, SLOW).scene;
  return (
    <PacketTable
      frames={frames}
      selected={selected ?? null}
      onSelect={onSelect}
      playing={hops}
      colourOf={trace.causedBy}
      isLost={trace.isLost}
    />
  );
}
