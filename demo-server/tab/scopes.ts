import type { Scope, Scopes } from "../tap/scope.ts";

/** Scopes of a tab, which must be told where code that nobody carries begins. */
export interface TabScopes extends Scopes {
  /** `work`, to be run as a beginning: a message from the network, a timer of the engine. */
  begin<A extends unknown[], R>(work: (...values: A) => R): (...values: A) => R;
}

/** Runs now, and was made to run by nothing that is known. */
const NOTHING = Symbol("nothing");

/**
 * Scopes without `AsyncLocalStorage`, which browsers do not have: carried exactly through calls,
 * timers and `process.nextTick`. A native `await` cannot be followed; after one, the scope is
 * guessed to be that of the latest handler that still waits, and says that it is inferred.
 */
export function createScopes(): TabScopes {
  let current: Scope | typeof NOTHING | undefined;
  const waiting = new Set<Scope>();

  function within<A extends unknown[], R>(
    scope: Scope | typeof NOTHING,
    work: (...values: A) => R,
    values: A,
  ): R {
    const outer = current;
    current = scope;
    try {
      return work(...values);
    } finally {
      current = outer;
    }
  }

  function guess(): Scope | undefined {
    const latest = [...waiting].at(-1);
    return latest && { ...latest, inferred: true };
  }

  return {
    get() {
      return current === NOTHING ? undefined : (current ?? guess());
    },
    run(scope, work, ...values) {
      const result = within(scope, work, values);
      if (result instanceof Promise && scope.cause) {
        waiting.add(scope);
        const settled = (): void => void waiting.delete(scope);
        result.then(settled, settled);
      }
      return result;
    },
    carry(work) {
      const scope = current ?? guess() ?? NOTHING;
      return (...values) => within(scope, work, values);
    },
    begin:
      (work) =>
      (...values) =>
        within(NOTHING, work, values),
  };
}
