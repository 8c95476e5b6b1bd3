import { useMemo } from "react";
import type { PacketSelection } from "#lab/playback/rows.ts";
import { PacketTable } from "../packets/PacketTable.tsx";
import type { PageLab } from "./current-lab.ts";
import { createActionTimes, createFrameList } from "./frame-list.ts";
import { PACE, useFrames } from "../ui/use-frames.ts";
import { usePlayback } from "../playback/use-playback.ts";

/** A table is much to draw. */
const SLOW = 1.5 * PACE;

interface Props {
  page: PageLab;
  selected: PacketSelection | undefined;
  onSelect: (packet: PacketSelection) => void;
}

/** Every packet of the lab, while its tab is open. */
export function PacketsTab({ page, selected, onSelect }: Props) {
  const { playback } = page;
  const { trace } = page.lab;
  const read = useMemo(() => createFrameList(trace), [trace]);
  const actions = useMemo(() => createActionTimes(trace), [trace]);
  const frames = useFrames(playback.subscribe, read, SLOW);
  const { scene, past } = usePlayback(playback, SLOW);
  // What has not set out on the stage is not in the list either.
  const shown =
    past || trace.isBusy()
      ? frames.filter(
          (hop) => hop.kind !== "frame" || playback.hasSetOut(hop.id),
        )
      : frames;
  return (
    <PacketTable
      frames={shown}
      actions={actions}
      showsProtocol={page.lab.definition.protocol !== undefined}
      selected={selected ?? null}
      onSelect={onSelect}
      playing={scene.hops}
      colourOf={trace.causedBy}
      isLost={trace.isLost}
    />
  );
}
