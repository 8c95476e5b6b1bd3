import { describe } from "vitest";
import { SERVED_BACKENDS, type ServedBackend } from "./start-backend.ts";

/** Describes what is so on every backend that has a server of its own; skipped where one is not installed. */
export function onEachServer(
  name: string,
  tests: (backend: ServedBackend) => void,
): void {
  for (const { id, label, isThere } of SERVED_BACKENDS)
    describe.skipIf(!isThere)(`${name}, on ${label}`, () => {
      tests(id);
    });
}
