import { isLoopback } from "./loopback.ts";

/**
 * Whether a site at a host is to be kept: as the reader has said, else everywhere but on the
 * reader's own machine.
 * @param said What the browser remembers of it: "yes", "no", or anything that others left there.
 */
export const isWanted = (said: string | null, hostname: string): boolean =>
  said === "yes" || (said !== "no" && !isLoopback(hostname));
