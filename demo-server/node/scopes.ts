import { AsyncLocalStorage } from "node:async_hooks";
import type { Scope, Scopes } from "../tap/scope.ts";

/** Scopes that Node carries by itself, across `await` too; one for a host, shared by its labs. */
export function createScopes(): Scopes {
  const storage = new AsyncLocalStorage<Scope>();
  return {
    get: () => storage.getStore(),
    run: (scope, work, ...values) => storage.run(scope, work, ...values),
    carry: (work) => work,
  };
}
