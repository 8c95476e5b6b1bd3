import type { Data } from "../driver.ts";
import type { Random } from "../random.ts";
import type { Place } from "./place.ts";

/** Names of events, among them those of Socket.IO itself. */
const NAMES = [
  ...["chat", "message", "connect", "disconnect", "connect_error", "*"],
  ...["newListener", "__proto__", "constructor", "json", "", "no", "\u0000"],
  ...["\ud800", "x".repeat(3_000)],
];

const NAMESPACES = ["", "/,", "/admin,", "/no", "/chat?a=1,", "/,,", "//,"];
const DIGITS = Array.from("0123456789");
const ODD_TEXTS = [
  ...["", "{", "[", '"', "null", "1e999", "-", "[[[[", "\u001e", "\ufeff[]"],
  ...["٣", "²", "undefined", "NaN", "[]", "{}", '["chat"', "\ud800"],
];

/** A value in JSON, right in most cases. */
export function jsonText(random: Random, depth = 3): string {
  const kind = random.below(depth > 0 ? 11 : 7);
  if (kind < 3) return JSON.stringify(random.pick(NAMES));
  if (kind === 3) return random.pick(["0", "-1", "1e400", "9".repeat(200)]);
  if (kind === 4) return random.pick(["true", "null", "false"]);
  if (kind === 5)
    return `{"_placeholder":${random.pick(["true", "1", "false"])},"num":${random.pick(["0", "9", "-1", "true", "null", '"0"', "[]", "0.5"])}}`;
  if (kind === 6) return random.pick(ODD_TEXTS);
  const parts = random.some(0, 3, () => jsonText(random, depth - 1));
  if (kind < 9) return `[${parts.join(",")}]`;
  return `{${parts.map((part, place) => `"${place || "_placeholder"}":${part}`).join(",")}}`;
}

/** A packet of Socket.IO, right or nearly. */
export function socketPacket(random: Random): string {
  if (random.chance(4)) return random.pick(ODD_TEXTS);
  if (random.chance(2)) {
    const deep = 1 + random.below(5_000);
    return `2["chat",${"[".repeat(deep)}${"]".repeat(deep)}]`;
  }
  const type = random.pick(Array.from("01234567892222556"));
  const count = /[56]/.test(type)
    ? random.pick(["1-", "1-", "0-", "2-", "", "-", "99999999999-", "11-"])
    : random.chance(3)
      ? "1-"
      : "";
  const id = random.pick(["", "", "", "0", "7", "9".repeat(101), "-1"]);
  const data = random.chance(70)
    ? `[${[JSON.stringify(random.pick(NAMES)), ...random.some(0, 3, () => jsonText(random))].join(",")}]`
    : random.chance(50)
      ? jsonText(random)
      : "";
  return mangled(
    random,
    type + count + random.pick(NAMESPACES) + id + data,
    10,
  );
}

/** A frame of Engine.IO as a WebSocket carries it. */
export function engineFrame(random: Random, place: Place): Data {
  if (random.chance(12)) return bytes(random, 40);
  if (random.chance(70)) return `4${place.packet(random)}`;
  if (random.chance(60))
    return random.pick([...DIGITS, "2probe", "3probe", "b", "bAAAA"]);
  return mangled(
    random,
    random.pick(Array.from("0123456789b")) + jsonText(random),
    30,
  );
}

/** A text, and in so many of 100 cases one that something has happened to. */
export function mangled(random: Random, text: string, percent: number): string {
  if (!random.chance(percent)) return text;
  const place = random.below(text.length + 1);
  return random.pick([
    () => text.slice(0, place),
    () => text.slice(place),
    () => text.slice(0, place) + random.pick(ODD_TEXTS) + text.slice(place),
    () => text + text,
    () =>
      text.slice(0, place) +
      String.fromCharCode(random.below(0x1_00)) +
      text.slice(place + 1),
  ])();
}

/** Bytes of any value. */
export const bytes = (random: Random, most: number): Uint8Array =>
  Uint8Array.from(random.some(0, most, () => random.below(256)));

/** Bytes as a text of one character each. */
export const latin1 = (data: Uint8Array): string =>
  Array.from(data, (byte) => String.fromCharCode(byte)).join("");
