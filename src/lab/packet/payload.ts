import type { SocketType } from "./packet.ts";

/** Names that mean something to Socket.IO or to Node, and so cannot be events of a program. */
const RESERVED = [
  "connect",
  "connect_error",
  "disconnect",
  "disconnecting",
  "newListener",
  "removeListener",
];

/** Says what a packet of this type lacks, or has and should not. */
export function payloadError(
  type: SocketType,
  ack: number | undefined,
  data: unknown,
  attachments: number,
): string | undefined {
  switch (type) {
    case "connect":
      if (data === undefined || isObject(data)) return undefined;
      return "The data of a connect packet should be a JSON object.";
    case "disconnect":
      return data === undefined
        ? undefined
        : "A disconnect packet carries no data.";
    case "connect_error":
      if (typeof data === "string" || isObject(data)) return undefined;
      return "A connect error should say why, as a JSON object or a string.";
    case "event":
    case "binary_event":
      return eventError(data) ?? placeholderError(data, attachments);
    case "ack":
    case "binary_ack":
      if (ack === undefined)
        return "An acknowledgement needs the number of what it answers.";
      if (!Array.isArray(data))
        return "An acknowledgement should carry a JSON array.";
      return placeholderError(data, attachments);
  }
}

function eventError(data: unknown): string | undefined {
  if (!Array.isArray(data))
    return "An event should be a JSON array: its name, then its arguments.";
  const name: unknown = data[0];
  if (typeof name !== "string" && typeof name !== "number") {
    return "The event has no name: the first thing in the array should be a string.";
  }
  if (typeof name === "number" || !RESERVED.includes(name)) return undefined;
  return `“${name}” is reserved: it cannot be the name of an event that is sent.`;
}

function placeholderError(
  data: unknown,
  attachments: number,
): string | undefined {
  if (
    attachments === 0 ||
    placeholders(data).every((n) => n >= 0 && n < attachments)
  ) {
    return undefined;
  }
  return "A placeholder stands for an attachment that does not follow.";
}

/** Numbers of the placeholders anywhere in the data; -1 for one without a number. */
function placeholders(data: unknown): number[] {
  if (Array.isArray(data)) return data.flatMap(placeholders);
  if (!isObject(data)) return [];
  if (data["_placeholder"] !== true)
    return Object.values(data).flatMap(placeholders);
  return [Number.isInteger(data["num"]) ? Number(data["num"]) : -1];
}

/** True for what JSON calls an object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads JSON without throwing. */
export function parseJson(
  text: string,
): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
