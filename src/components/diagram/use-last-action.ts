import { useCallback, useRef, useSyncExternalStore } from "react";
import type { ActionHop } from "#lab/trace/hop.ts";
import type { TraceView } from "#lab/trace/trace.ts";

/** What a client was last made to do; undefined before anything. */
export function useLastAction(
  trace: TraceView,
): { readonly client: ActionHop["client"]; readonly hop: number } | undefined {
  const last = useRef<{ client: ActionHop["client"]; hop: number }>(undefined);
  const subscribe = useCallback(
    (listener: () => void) =>
      trace.subscribe((hop) => {
        if (hop.kind !== "action") return;
        last.current = { client: hop.client, hop: hop.id };
        listener();
      }),
    [trace],
  );
  return useSyncExternalStore(
    subscribe,
    () => last.current,
    () => undefined,
  );
}
