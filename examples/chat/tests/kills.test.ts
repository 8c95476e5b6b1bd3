import { describe, expect, it } from "vitest";
import { BACKENDS, temporaryFile } from "./chat-process.ts";
import { compare, killRounds } from "./kill-rounds.ts";

/** How often a server is killed; a long run asks for more, and `bench/chat-kill.ts` prints it. */
const ROUNDS = Number(process.env["CHAT_KILL_ROUNDS"] ?? 4);

describe.each(BACKENDS)("the chat on $name, killed", (backend) => {
  it(
    `loses and doubles nothing over ${ROUNDS} kills of the server under traffic`,
    async () => {
      const { file, remove } = temporaryFile();
      try {
        const figures = await killRounds(backend, file, ROUNDS);
        expect(figures).toEqual({
          rounds: ROUNDS,
          betweenWriteAndAnswer: Math.floor(ROUNDS / 2),
          sent: ROUNDS * 6,
          lost: 0,
          doubled: 0,
          sameOrder: true,
        });
      } finally {
        remove();
      }
    },
    60_000 + ROUNDS * 5000,
  );
});

describe("the count of what was lost and doubled", () => {
  it("is by message, wherever it is missing or twice", () => {
    const said = ["a", "b", "c"];
    expect(compare(said, [said, ["c", "b", "a"]])).toEqual({
      lost: 0,
      doubled: 0,
    });
    expect(compare(said, [["a", "c"], said])).toEqual({ lost: 1, doubled: 0 });
    expect(compare(said, [said, ["a", "b", "b", "c"]])).toEqual({
      lost: 0,
      doubled: 1,
    });
  });
});
