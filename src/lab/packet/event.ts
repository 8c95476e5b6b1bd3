import { textsIn } from "./engine.ts";
import { SEPARATOR } from "./packet.ts";

/** An event's packet up to its name: type, attachments, namespace and acknowledgement id go before. */
const EVENT = /^4(?:2|5\d+-)(?:\/[^,]*,)?\d*\[("(?:[^"\\]|\\.)*")/;

/**
 * Names of the events in a frame, in order. For where every frame is looked at and only the name
 * matters; `decodeFrame` says the same and much more.
 */
export function eventNames(data: string | Uint8Array): string[] {
  if (typeof data !== "string") return [];
  const plain = plainName(data);
  if (plain !== undefined) return [plain];
  return textsIn(data).flatMap((text) => {
    const name = EVENT.exec(text)?.[1];
    return name === undefined ? [] : [parseName(name)];
  });
}

/** What nearly every event of a busy lab begins with: no namespace, no attachment, nothing to answer. */
const PLAIN = '42["';

/** The name of such an event, alone in its frame; to look for it costs next to nothing. */
function plainName(frame: string): string | undefined {
  if (!frame.startsWith(PLAIN)) return undefined;
  const end = frame.indexOf('"', PLAIN.length);
  const name = frame.slice(PLAIN.length, end);
  return end === -1 || name.includes("\\") || frame.includes(SEPARATOR)
    ? undefined
    : name;
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
