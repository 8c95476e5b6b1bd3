import { AsyncLocalStorage } from "node:async_hooks";
import type { Cause } from "../../contract/hop.ts";
import type { Tap } from "./tap.ts";

/** What runs now: which lab's program, and what made it run. */
export interface Scope {
  readonly tap: Tap;
  readonly cause?: Cause;
}

/** Carries the scope across `await`, timers and callbacks. */
export interface Scopes {
  get(): Scope | undefined;
  run<A extends unknown[], R>(
    scope: Scope,
    work: (...values: A) => R,
    ...values: A
  ): R;
}

/** One for a host, shared by its labs. */
export function createScopes(): Scopes {
  const storage = new AsyncLocalStorage<Scope>();
  return {
    get: () => storage.getStore(),
    run: (scope, work, ...values) => storage.run(scope, work, ...values),
  };
}
