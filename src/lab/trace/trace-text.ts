import type { ProgramRef } from "../backends/backend.ts";
import { hexOf } from "../packet/hex.ts";
import type { TraceView } from "./trace.ts";

/** A run as a text that can be sent to somebody: the program, what is to be said of it, and all hops. */
export const traceText = (
  program: ProgramRef,
  remark: string,
  { hops }: TraceView,
): string =>
  `${JSON.stringify({ roundtrip: 1, remark, program, hops }, inText, 1)}\n`;

/** Bytes as their hexadecimal digits: JSON has none. */
const inText = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { bytes: hexOf(value, value.length) } : value;
