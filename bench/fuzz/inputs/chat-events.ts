import type { Random } from "../random.ts";
import { jsonText, mangled } from "./frames.ts";

/** So many that nobody writes too much for one. */
const USERS = 300;

const ROOMS = [
  ...["Tea", "Coffee", "Water", "Juice", "Milk", "Soup", "قهوة", "🍵"],
  ...["", " ", "x".repeat(41), "__proto__", "a\u0000b", "\ud800", "\u202e"],
];
const TEXTS = [
  ...["Hello", "", " ", "😀", "\ud800", "a\u0000b", "__proto__", "</script>"],
  ...["'; drop table messages; --", "x".repeat(2_000), "x".repeat(2_001)],
  "😀".repeat(2_000),
];
const NAMES = [
  ...["Ada", "Grace", "", "\u202eada", "x".repeat(41), "\udfff", "😀"],
];
const PLACES = ["0", "1", "5", "1000", "-1", "0.5", "9e15", "1e400", '"1"'];

/** The fields of each request's payload. */
const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  rooms: [],
  join: ["room", "after"],
  leave: ["room"],
  send: ["room", "id", "text"],
  history: ["room", "before"],
  read: ["room", "seq"],
  typing: ["room"],
  remove: ["room", "id"],
  rename: ["name"],
};
const EVENTS = Object.keys(REQUESTS);

/** Who connects, as JSON: one of few users, in most cases by the right token. */
export function chatAuth(random: Random): string {
  const user = random.below(USERS);
  const other = random.chance(5) ? "another" : "the";
  const auth = [
    `"user":"user-of-the-fuzz-${user}"`,
    `"token":"${other}-token-of-user-${user}"`,
    `"name":${json(random.chance(80) ? "Ada" : random.pick(NAMES))}`,
  ];
  if (random.chance(8))
    auth[random.below(3)] =
      `"${random.pick(["user", "token", "name"])}":${jsonText(random)}`;
  return `{${auth.join(",")}}`;
}

/** A request of the chat as a packet: most are granted, some refused, some are none. */
export function chatPacket(random: Random): string {
  const event = random.pick([...EVENTS, "send", "send", "join", "join"]);
  const fields = (REQUESTS[event] ?? []).map(
    (field) =>
      `"${field}":${random.chance(6) ? jsonText(random) : valueOf(field, random)}`,
  );
  const payload = random.chance(94)
    ? `{${fields.join(",")}}`
    : jsonText(random);
  const more = random.chance(4) ? `,${jsonText(random)}` : "";
  const id = random.chance(88) ? String(random.below(9)) : "";
  return mangled(random, `2${id}["${event}",${payload}${more}]`, 4);
}

function valueOf(field: string, random: Random): string {
  if (field === "room")
    return json(random.pick(random.chance(85) ? ROOMS.slice(0, 8) : ROOMS));
  if (field === "text")
    return json(random.chance(60) ? "Hello" : random.pick(TEXTS));
  if (field === "name") return json(random.pick(NAMES));
  if (field === "id") return `"message-${random.below(100_000)}"`;
  return random.chance(70) ? String(random.below(50)) : random.pick(PLACES);
}

const json = (value: string): string => JSON.stringify(value);
