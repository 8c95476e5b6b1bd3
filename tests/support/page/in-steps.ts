import { test } from "./test.ts";

/** A named part of a test. */
export type Part = readonly [name: string, run: () => Promise<void>];

/** Milliseconds that one more part gives its test. */
const EACH = 30_000;

/** Runs parts as steps of the running test: all of them, also after one failed, and then names those that did. */
export async function inSteps(parts: readonly Part[]): Promise<void> {
  test.setTimeout(test.info().timeout + EACH * parts.length);
  const failed: string[] = [];
  for (const [name, run] of parts)
    await test.step(name, run).catch((error: unknown) => {
      failed.push(
        `${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
  if (failed.length > 0)
    throw new Error(
      `${failed.length} of ${parts.length} failed:\n\n${failed.join("\n\n")}`,
    );
}
