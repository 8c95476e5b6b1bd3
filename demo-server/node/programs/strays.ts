import type { Host } from "../host.ts";

const HOWS = ["uncaughtException", "unhandledRejection"] as const;

/**
 * Catches what a program's own timer, promise or emitter throws past every handler: its lab is told
 * and the host goes on. `otherwise` is told of what is no program's. Returns what ends it.
 */
export function catchStrays(
  host: Pick<Host, "reportStray">,
  otherwise: (error: unknown) => void,
): () => void {
  const stops = HOWS.map((how) => {
    const stray = (error: unknown): void => {
      if (!host.reportStray(error, how)) otherwise(error);
    };
    process.on(how, stray);
    return () => process.off(how, stray);
  });
  return () => stops.forEach((stop) => stop());
}
