import { packetRows, type PacketSelection } from "#lab/playback/rows.ts";
import type { GivenRun } from "./reading-session.ts";

interface Props {
  run: GivenRun | undefined;
  picked: PacketSelection | undefined;
}

/** Says which packet the reader has selected, or how to select one. */
export function PickedPacket({ run, picked }: Props) {
  const hop = picked && run?.page.lab.trace.hops[picked.hop];
  const row =
    picked && hop?.kind === "frame"
      ? packetRows(hop)[picked.packet]
      : undefined;
  return (
    <p className="picked" aria-live="polite">
      {!run && (
        <span>
          Press Run, then select the packet in the list of packets, in the lab.
        </span>
      )}
      {run && !row && (
        <span>Now select the packet in the list of packets, in the lab.</span>
      )}
      {row && (
        <>
          <span>{`Your packet: ${row.from} → ${row.to} `}</span>
          <code translate="no">{row.text}</code>
        </>
      )}
    </p>
  );
}
