import type { Cause } from "#contract/hop.ts";
import type { Uncaught } from "../program/lab-process.ts";

/** What runs now: which lab's program, and what made it run. */
export interface Scope {
  /** The lab's tap, told apart by identity, and told of what its program throws. */
  readonly tap: { report(error: unknown, how?: Uncaught): void };
  readonly cause?: Cause;
  /** The cause is a guess: where code cannot be followed, the likeliest is said. */
  readonly inferred?: true;
}

/** Carries the scope to what runs later: timers, callbacks, and `await` where that can be followed. */
export interface Scopes {
  get(): Scope | undefined;
  run<A extends unknown[], R>(
    scope: Scope,
    work: (...values: A) => R,
    ...values: A
  ): R;
  /** `work`, to be run later in the scope of now. */
  carry<A extends unknown[], R>(work: (...values: A) => R): (...values: A) => R;
}
