import { useMemo } from "react";
import type { TraceView } from "#lab/trace/trace.ts";
import { watchDeliveries } from "./last-delivery.ts";
import { useFrames } from "../ui/use-frames.ts";

/** The last frame that brought one client what another had sent, as it was on the wire. */
export function LastDelivery({ trace }: { trace: TraceView }) {
  const read = useMemo(() => watchDeliveries(trace), [trace]);
  const delivery = useFrames(trace.subscribe, read);
  if (!delivery) return <span>The frame that arrives is shown here.</span>;
  const { frame, took } = delivery;
  return (
    <>
      <span>
        <span>{`Server to ${frame.client}`}</span>{" "}
        <b translate="no" dir="ltr">
          {typeof frame.data === "string" ? frame.data : "binary"}
        </b>
      </span>
      <span>{`${frame.transport}, ${took.toFixed(1)} ms`}</span>
    </>
  );
}
