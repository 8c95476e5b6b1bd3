import { textsIn } from "./engine.ts";

/** An event's packet up to its name: type, attachments, namespace and acknowledgement id go before. */
const EVENT = /^4(?:2|5\d+-)(?:\/[^,]*,)?\d*\[("(?:[^"\\]|\\.)*")/;

/**
 * Names of the events in a frame, in order. For where every frame is looked at and only the name
 * matters; `decodeFrame` says the same and much more.
 */
export function eventNames(data: string | Uint8Array): string[] {
  if (typeof data !== "string") return [];
  return textsIn(data).flatMap((text) => {
    const name = EVENT.exec(text)?.[1];
    return name === undefined ? [] : [parseName(name)];
  });
}

function parseName(quoted: string): string {
  // Nearly every name is as it stands between its quotes.
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
