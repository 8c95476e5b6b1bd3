import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  isAlive,
  writeServerProgram,
  type ServerProgram,
} from "#tests/support/server/server-program.ts";
import {
  createSupervisor,
  type ServerState,
  type Supervisor,
  type SupervisorDeps,
} from "./supervisor.ts";

let program: ServerProgram | undefined;
let supervisor: Supervisor;
let states: ServerState[];
let watchers: (() => void)[];

beforeEach(() => {
  states = [];
  watchers = [];
});
afterEach(async () => {
  await supervisor.stop();
  program?.[Symbol.dispose]();
});

const pids = (): number[] => program?.pids() ?? [];

function watch(body: string, deps: Partial<SupervisorDeps> = {}): Supervisor {
  const { command } = (program = writeServerProgram(body));
  supervisor = createSupervisor({
    prepare: () => Promise.resolve({ command }),
    delaysMs: [1, 1, 1],
    ...deps,
    onState(state) {
      states.push(state);
      for (const look of watchers.splice(0)) look();
    },
  });
  return supervisor;
}

/** Waits until the states that were entered fit. */
async function until(fits: (states: ServerState[]) => boolean): Promise<void> {
  while (!fits(states)) await new Promise<void>((look) => watchers.push(look));
}

const kinds = (): string[] => states.map(({ is }) => is);
const timesRunning = (count: number) => (all: ServerState[]) =>
  all.filter(({ is }) => is === "running").length === count;

describe("a watched server", () => {
  it("runs where it says that it listens", async () => {
    watch("listen();").start();
    const state = await supervisor.settled();
    expect(state.is).toBe("running");
    const { port } = state as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}`);
    expect(await answer.json()).toMatchObject({ url: "/" });
  });

  it("is started again when it is killed", async () => {
    watch("listen();").start();
    await until(timesRunning(1));
    process.kill(pids()[0]!, "SIGKILL");
    await until(timesRunning(2));
    expect(kinds()).toEqual([
      "starting",
      "running",
      "off",
      "starting",
      "running",
    ]);
    expect(states[2]).toEqual({
      is: "off",
      forNow: true,
      why: "Flask has stopped and is being started again",
    });
    expect(pids()[1]).not.toBe(pids()[0]);
  });

  it("is given up after several quick ends, with the last that it said", async () => {
    watch('console.error("No such module"); process.exit(1);').start();
    expect(await supervisor.settled()).toEqual({
      is: "off",
      why: "Flask stopped 4 times in a row and was not started again (No such module)",
    });
    expect(pids()).toHaveLength(4);
  });

  it("is not given up for ends that are far apart", async () => {
    watch("listen(); if (starts < 6) setTimeout(() => process.exit(1), 20);", {
      quickMs: 1,
    }).start();
    await until(timesRunning(6));
    expect(supervisor.state.is).toBe("running");
  });

  it("counts as ended where its first line is no port", async () => {
    watch('if (starts === 1) console.log("Hello"); else listen();').start();
    await until(timesRunning(1));
    expect(pids()).toHaveLength(2);
    expect(isAlive(pids()[0])).toBe(false);
  });

  it("is restarted on purpose without a pause", async () => {
    watch("listen();", { delaysMs: [] }).start();
    await until(timesRunning(1));
    await supervisor.restart();
    expect(supervisor.state.is).toBe("running");
    expect(kinds()).toEqual([
      "starting",
      "running",
      "starting",
      "starting",
      "running",
    ]);
    expect(isAlive(pids()[0])).toBe(false);
  });

  it("stops with it, also one that takes no notice", async () => {
    watch('process.on("SIGTERM", () => {}); listen();').start();
    await until(timesRunning(1));
    await supervisor.stop();
    expect(isAlive(pids()[0])).toBe(false);
  });

  it("says why it waits, and why there is none", async () => {
    watch("", {
      prepare(wait) {
        wait("It is being installed");
        return Promise.resolve({ why: "There is no Python" });
      },
    }).start();
    expect(await supervisor.settled()).toEqual({
      is: "off",
      why: "There is no Python",
    });
    expect(states[0]).toEqual({
      is: "off",
      why: "It is being installed",
      forNow: true,
    });
  });

  it("says of a program that is not there", async () => {
    watch("", {
      prepare: () =>
        Promise.resolve({
          command: { file: "/nothing/here", args: [] },
        }),
      delaysMs: [],
    }).start();
    expect(await supervisor.settled()).toMatchObject({
      is: "off",
      why: expect.stringContaining("ENOENT") as string,
    });
  });

  it("may be stopped while it is being prepared, and before it was started", async () => {
    watch("listen();", {
      prepare: (_, signal) =>
        new Promise((resolve) =>
          signal.addEventListener("abort", () => resolve({ why: "aborted" })),
        ),
    });
    supervisor.start();
    await supervisor.stop();
    expect(kinds()).toEqual([]);

    watch("listen();");
    await supervisor.stop();
    supervisor.start();
    expect((await supervisor.settled()).is).toBe("off");
    expect(kinds()).toEqual([]);
  });
});
