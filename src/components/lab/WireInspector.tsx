import { useCallback, useMemo } from "react";
import type { PacketSelection } from "#lab/playback/rows.ts";
import { FrameInspector } from "../packets/FrameInspector.tsx";
import type { PageLab } from "./current-lab.ts";
import { watchStage } from "./packet-on-stage.ts";
import { useFrames } from "../ui/use-frames.ts";

interface Props {
  page: PageLab;
  /** The packet that the reader chose; the one that was on stage last by default. */
  selected: PacketSelection | undefined;
}

/** One packet of the lab taken apart. */
export function WireInspector({ page, selected }: Props) {
  const { lab, playback } = page;
  const { trace } = lab;
  const read = useMemo(() => watchStage(trace, playback), [trace, playback]);
  const onStage = useFrames(playback.subscribe, read);
  const shown = selected ?? onStage;
  const id = shown?.hop;
  const isUnderWay = useCallback(
    () => id !== undefined && trace.isUnderWay(id),
    [trace, id],
  );
  // The playback tells of each hop, and of a flood of them together.
  const underWay = useFrames(playback.subscribe, isUnderWay);
  const hop = shown && trace.hops[shown.hop];
  const frame = hop?.kind === "frame" ? hop : undefined;
  return (
    <FrameInspector
      frame={frame}
      packet={shown?.packet ?? 0}
      colour={frame && trace.causedBy(frame.id)}
      lost={frame !== undefined && trace.isLost(frame.id)}
      underWay={underWay}
    />
  );
}
