import { BACKENDS, temporaryFile } from "../tests/chat-process.ts";
import { killRounds } from "../tests/kill-rounds.ts";

/**
 * Kills each server under traffic, again and again, and prints what was lost and doubled:
 * `node bench/chat-kill.ts [rounds] [node|flask]`. Ends with code 1 where it was anything.
 */
const rounds = Number(process.argv[2] ?? 1000);
const only = process.argv[3]?.toLowerCase();

for (const backend of BACKENDS) {
  if (only !== undefined && backend.name.toLowerCase() !== only) continue;
  const { file, remove } = temporaryFile();
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
  const figures = await killRounds(backend, file, rounds, (round) => {
    if (round % 100 === 0)
      console.log(`${backend.name}: ${round} rounds in ${seconds()} s`);
  });
  remove();
  const { betweenWriteAndAnswer, sent, lost, doubled, sameOrder } = figures;
  console.log(
    `${backend.name}: ${rounds} kills in ${seconds()} s, ${betweenWriteAndAnswer} of them between ` +
      `a write and its acknowledgement; ${sent} messages sent, ${lost} lost, ${doubled} doubled, ` +
      `order ${sameOrder ? "the same" : "NOT the same"} for all`,
  );
  if (lost > 0 || doubled > 0 || !sameOrder) process.exitCode = 1;
}
