import { isDone, isEmit } from "#lab/trace/trace.ts";
import {
  openProgram,
  withServer,
  type ProgramScenario,
} from "./program-world.ts";

/** When a server is done with a message, where that is not at once. */
export const DONE_SCENARIOS: readonly ProgramScenario[] = [
  {
    name: "is done with a message when the promises of all its handlers have settled",
    async run(world) {
      const { expect } = world;
      await using lab = await openProgram(
        world,
        withServer(`io.on("connection", (socket) => {
  socket.on("slow", async () => {
    await new Promise((go) => socket.once("go", go));
    socket.emit("answer");
  });
  socket.on("slow", () => Promise.reject(new Error("It fails.")));
});`),
      );
      const alice = lab.socket("Alice");
      alice.emit("slow");
      alice.emit("go");
      const done = await lab.until(() => {
        const all = lab.trace.hops.filter(isDone);
        return all.find(({ step }) => step.event === "slow");
      });
      const answer = lab.trace.hops
        .filter(isEmit)
        .find(({ step }) => step.event === "answer");
      expect(answer?.id).toBeLessThan(done.id);
    },
  },
  {
    name: "is done with a message that a middleware lets through late, and with one that it refuses",
    async run(world) {
      const { expect } = world;
      await using lab = await openProgram(
        world,
        withServer(`io.on("connection", (socket) => {
  socket.use(async ([event], next) => {
    await null;
    next(event === "bad" ? new Error("Refused.") : undefined);
  });
  socket.on("error", () => undefined);
  socket.on("good", () => socket.emit("answer"));
});`),
      );
      const alice = lab.socket("Alice");
      alice.emit("bad");
      alice.emit("good");
      const done = await lab.until(() => {
        const all = lab.trace.hops.filter(isDone);
        return all.some(({ step }) => step.event === "good") ? all : undefined;
      });
      const events = done.map(({ step }) => step.event);
      expect(events.slice(-2)).toEqual(["bad", "good"]);
      const answer = lab.trace.hops.filter(isEmit).at(-1);
      expect(answer?.step.event).toBe("answer");
      expect(answer?.id).toBeLessThan(done.at(-1)?.id ?? -1);
    },
  },
];
