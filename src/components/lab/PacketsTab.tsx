import { useMemo } from "react";
import type { PacketSelection } from "../../lab/packet-rows.ts";
import { PacketTable } from "../packets/PacketTable.tsx";
import type { PageLab } from "./current-lab.ts";
import { createFrameList } from "./frame-list.ts";
import { useFrames } from "./use-frames.ts";
import { usePlayback } from "./use-playback.ts";

/** A table is much to draw: more often than once in so many milliseconds nobody could read it. */
const PACE = 150;

interface Props {
  page: PageLab;
  selected: PacketSelection | undefined;
  onSelect: (packet: PacketSelection) => void;
}

/** Every packet of the lab, while its tab is open. */
export function PacketsTab({ page, selected, onSelect }: Props) {
  const { trace } = page.lab;
  const read = useMemo(() => createFrameList(trace), [trace]);
  const frames = useFrames(trace.subscribe, read, PACE);
  const { hops } = usePlayback(page.playback, PACE).scene;
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
