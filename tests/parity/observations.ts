import { OBSERVED_DIFFERENCES } from "./observed-differences.ts";
import { OBSERVED_SAMENESSES } from "./observed-samenesses.ts";
import type { World } from "./world.ts";

/** Does a thing on one server and says in words what came of it; by the id of its row. */
export type Observations = Readonly<
  Record<string, (world: World) => Promise<string>>
>;

/** How each row of the side-by-side page is observed, on either server. */
export const OBSERVATIONS: Observations = {
  ...OBSERVED_SAMENESSES,
  ...OBSERVED_DIFFERENCES,
};
