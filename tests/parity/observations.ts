import { OBSERVED_DIFFERENCES } from "./observed-differences.ts";
import { OBSERVED_SAMENESSES } from "./observed-samenesses.ts";
import type { Observations } from "./world.ts";

/** How each row of the side-by-side page is observed, on either server. */
export const OBSERVATIONS: Observations = {
  ...OBSERVED_SAMENESSES,
  ...OBSERVED_DIFFERENCES,
};
