import { Refusal } from "../contract/refusal.ts";

/** Why SQLite could not do a thing, by its codes. */
const CAUSES = {
  5: "fileBusy",
  8: "fileReadOnly",
  10: "diskFailed",
  13: "diskFull",
} as const;

const isCode = (code: number): code is keyof typeof CAUSES => code in CAUSES;

/** What a failed store is refused with, where the cause is known; undefined for any other error. */
export function storeFailure(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && "errcode" in error)) return undefined;
  // The low byte is what it is; the rest tells where it happened.
  const code = Number(error.errcode) & 0xff;
  return isCode(code) ? new Refusal(CAUSES[code]) : undefined;
}
