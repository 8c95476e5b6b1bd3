import { SEPARATOR, type EngineType } from "./packet.ts";

/** Types of Engine.IO 4, each at the digit that a packet of it begins with. */
const TYPES = [
  "open",
  "close",
  "ping",
  "pong",
  "message",
  "upgrade",
  "noop",
] as const satisfies readonly EngineType[];
const ZERO = "0".charCodeAt(0);

/** The packets of a frame of text. Polling alone joins several; JSON escapes the separator. */
export const textsIn = (frame: string): readonly string[] =>
  frame.includes(SEPARATOR) ? frame.split(SEPARATOR) : [frame];

/** What a packet's text begins with: a digit, or "b" where it is an attachment in base64. */
export const engineTypeOf = (text: string): EngineType =>
  text.startsWith("b")
    ? "binary"
    : (TYPES[text.charCodeAt(0) - ZERO] ?? "unknown");
