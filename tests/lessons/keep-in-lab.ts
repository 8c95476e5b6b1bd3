import type { ExpectStatic } from "vitest";
import { packetRows } from "#lab/playback/rows.ts";
import type { ProgramFile } from "#lab/language.ts";
import {
  rightOptions,
  type Promised,
  type RightOptions,
} from "#lab/promise.ts";
import { eventsOf } from "#lab/trace/questions.ts";
import {
  isEmit,
  isFrame,
  isHandler,
  type TraceView,
} from "#lab/trace/trace.ts";
import type { TestLab } from "../support/lab/open-defined-lab.ts";
import type { LabCase } from "./lab-case.ts";

/** Milliseconds after which what has not come does not come. */
const DEADLINE = 10_000;

/** Events and answers on the clients' wires so far, as "from > to text". */
const packetTexts = ({ hops }: TraceView): string[] =>
  hops
    .filter(isFrame)
    .flatMap(packetRows)
    .filter(({ text }) => /^4[2356]/.test(text))
    .map(({ from, to, text }) => `${from} > ${to} ${text}`);

/** Whether the server has handled every event that a client sent, and all that it emitted has arrived. */
function isSettled(trace: TraceView): boolean {
  const sent = eventsOf(trace, { direction: "out" });
  const emitted = trace.hops.filter(isEmit).flatMap(({ step }) => step.to);
  return (
    sent.every(({ frame }) => trace.effectsOf(frame).some(isHandler)) &&
    emitted.every((message) => trace.frameOf("in", message) !== undefined)
  );
}

/** Resolves once nothing is under way of what the screens of a new lab emit by themselves. */
export const hasSettled = (lab: TestLab): Promise<void> =>
  waitFor(lab, () => isSettled(lab.trace));

/** Waits for `isSo`, asked after each hop; until the deadline, after which the assertions speak. */
async function waitFor(lab: TestLab, isSo: () => boolean): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), DEADLINE);
  await Promise.race([lab.until(() => isSo() || undefined), late]);
  clearTimeout(timer);
}

/** Runs the action of a button, and sees on the wires what its prose promises. */
export async function keepInLab(
  expect: ExpectStatic,
  lab: TestLab,
  { after = [], action, packets }: Promised,
): Promise<void> {
  for (const before of after) await lab.act(before.action);
  const before = packetTexts(lab.trace).length;
  const came = (): string[] => packetTexts(lab.trace).slice(before);
  const hop = await lab.act(action);
  await waitFor(lab, () => came().length >= packets.length);
  expect(came().toSorted()).toEqual(packets.toSorted());
  expect(came()[0]).toBe(packets[0]);
  if (after.length > 0) return;
  // Nothing more comes of it than what is promised.
  await lab.settled(hop);
  expect(came()).toHaveLength(packets.length);
}

/** Runs the action of a question, until the trace answers it with the right options. */
export async function answerInLab(
  expect: ExpectStatic,
  lab: TestLab,
  { definition: { predictions = {} } }: LabCase,
  program: ProgramFile,
  [id, options]: readonly [string, RightOptions],
): Promise<void> {
  const prediction = predictions[id];
  if (!prediction) throw new Error(`lab.ts asks no question "${id}".`);
  const right = rightOptions(options, program).toSorted();
  const hop = await lab.act(prediction.action);
  const answer = () => prediction.observe(lab.trace, hop)?.toSorted();
  await waitFor(lab, () => answer()?.join("\n") === right.join("\n"));
  expect(answer()).toEqual(right);
  for (const option of right) expect(prediction.options).toContain(option);
}
