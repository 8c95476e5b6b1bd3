import type { EmitHop } from "#contract/hop.ts";
import type {
  FaultHop,
  Hop,
  LostHop,
  RetryHop,
  ServerStepHop,
  StateHop,
} from "#lab/trace/hop.ts";
import { breaks, does, type SocketAction } from "#lab/lesson.ts";
import { isEmit, isFrame } from "#lab/trace/trace.ts";
import {
  openDefinedLab,
  type TestLab,
} from "../support/lab/open-defined-lab.ts";
import type { World } from "./scenario.ts";

const emits = (event: string, ...args: unknown[]): SocketAction =>
  does("Bob", event, (socket) => socket.emit(event, ...args));

/** A lab of Alice and Bob on "everything", where Bob emits and Alice can be cut off. */
export const open = async ({ start }: World): Promise<TestLab> =>
  openDefinedLab(
    "everything",
    {
      clients: ["Alice", "Bob"],
      actions: {
        all: emits("all", "hi"),
        again: emits("all", "again"),
        cut: breaks("Alice", "cut Alice off", ({ client }) =>
          client("Alice").faults.cut(),
        ),
      },
    },
    await start(),
  );

export const isRetry = (hop: Hop): hop is RetryHop => hop.kind === "retry";
export const isLost = (hop: Hop): hop is LostHop => hop.kind === "lost";
/** A client was told that it is disconnected. */
export const isGone =
  (client: string) =>
  (hop: Hop): hop is StateHop =>
    hop.kind === "state" &&
    hop.client === client &&
    hop.state === "disconnected";
/** What was broken and mended so far, as "client fault". */
export const faultsIn = (lab: TestLab): string[] =>
  lab.trace.hops
    .filter((hop): hop is FaultHop => hop.kind === "fault")
    .map(({ client, fault }) => `${client ?? "server"} ${fault}`);
/** What the frames carried that got lost so far. */
export const lostTexts = (lab: TestLab): unknown[] =>
  lab.trace.hops
    .filter(isLost)
    .map(({ frame }) => lab.trace.hops[frame])
    .map((hop) => hop && isFrame(hop) && hop.data);
/** Whatever the server sent this client before has arrived once this resolves. */
export const settle = (lab: TestLab, client: "Alice" | "Bob") =>
  lab.socket(client).emitWithAck("echo", "end");

/** Resolves once the server knows that Alice is gone: its broadcast reaches Bob alone. */
export async function untilGone(lab: TestLab): Promise<void> {
  for (;;) {
    const said = await lab.act("all");
    await lab.received("Bob", "all");
    const emit = await lab.hop(
      (hop): hop is ServerStepHop & { step: EmitHop } =>
        isEmit(hop) && lab.trace.rootOf(hop.id).id === said,
    );
    if (emit.step.to.length === 1) return;
  }
}
