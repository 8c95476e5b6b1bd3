import { CHAT_PATH, CHAT_STEPS } from "#contract/chat.ts";
import { labPath, STREAM_PATH } from "#contract/stream.ts";
import { chatAuth, chatPacket } from "./chat-events.ts";
import { jsonText, mangled, socketPacket } from "./frames.ts";
import type { Place } from "./place.ts";

/** The lesson that labs run. */
export const LESSON = "fuzz";

/** A lab's own server. */
export const labPlace = (lab: string): Place => ({
  path: labPath(LESSON, lab),
  hello: (random) => (random.chance(80) ? ["40"] : []),
  packet: socketPacket,
});

/** What tells of a lab's hops, and of the chat's steps. */
export const streamPlace = (lab: string): Place => ({
  path: STREAM_PATH,
  hello(random) {
    if (random.chance(15)) return [];
    if (random.chance(20)) return [`40${CHAT_STEPS},`];
    const after = random.pick([
      "",
      '"after":{"run":"no","hop":7},',
      `"after":${jsonText(random)},`,
    ]);
    const auth = `{${after}"lesson":"${LESSON}","lab":"${lab}"}`;
    return [`40${mangled(random, auth, 20)}`];
  },
  packet(random) {
    if (random.chance(50)) return socketPacket(random);
    return random.pick([
      () => '2["restart"]',
      () => `27["restart",${jsonText(random)}]`,
      () => (random.chance(5) ? '27["restart"]' : "1"),
      () => `2${CHAT_STEPS},["watch",${jsonText(random)}]`,
      () => `2${CHAT_STEPS},3["watch","0123456789abcdefghij"]`,
    ])();
  },
});

/** The chat. */
export const chatPlace: Place = {
  path: CHAT_PATH,
  hello: (random) =>
    random.chance(90) ? [`40${mangled(random, chatAuth(random), 8)}`] : [],
  packet: (random) =>
    random.chance(80) ? chatPacket(random) : socketPacket(random),
};
