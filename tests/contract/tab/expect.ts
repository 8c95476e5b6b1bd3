import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";
import type { ExpectStatic } from "vitest";

/** Vitest's own assertions, without Vitest, for a page. */
export function createExpect(): ExpectStatic {
  chai.use(JestExtend);
  chai.use(JestChaiExpect);
  chai.use(JestAsymmetricMatchers);
  return Object.assign(
    (value: unknown, message?: string) => chai.expect(value, message),
    chai.expect,
    Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT) as object,
  ) as unknown as ExpectStatic;
}
