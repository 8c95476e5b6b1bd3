import { expect, it } from "vitest";
import { openDefinedLab } from "#tests/support/lab/open-defined-lab.ts";
import { sandboxInProcess } from "#tests/support/lab/tab-in-process.ts";
import type { LabTrouble } from "#lab/lab-trouble.ts";
import { openLab } from "#lab/lab.ts";
import { isHandler } from "#lab/trace/trace.ts";
import { createFloodCheck } from "./sandbox-backend.ts";

const DEFINITION = { clients: ["Alice"], actions: {} } as const;

const serving = (body: string): string =>
  `import { Server } from "socket.io";\nconst io = new Server(3000);\n${body}`;

/** The first trouble of a lab that runs a program; `act` is done once Alice is connected. */
async function troubleOf(
  source: string,
  events: readonly string[] = [],
): Promise<LabTrouble> {
  const { backend } = sandboxInProcess();
  const lab = openLab({ source, file: "server.js" }, DEFINITION, backend);
  const alice = lab.client("Alice").socket;
  alice.on("connect", () => events.forEach((event) => alice.emit(event)));
  try {
    return await new Promise((resolve) => {
      lab.onTrouble(() => {
        const trouble = lab.trouble();
        if (trouble) resolve(trouble);
      });
      lab.start();
    });
  } finally {
    lab.close();
  }
}

it("runs a program that nobody has seen before, and tells its steps with their lines", async () => {
  await using lab = await openDefinedLab(
    {
      source: serving(`io.on("connection", (socket) => {
  socket.on("ask", (done) => done("yes"));
});`),
      file: "server.js",
    },
    DEFINITION,
    sandboxInProcess(),
  );
  expect(await lab.socket("Alice").emitWithAck("ask")).toBe("yes");
  const handled = await lab.until(() => {
    const steps = lab.trace.hops.filter(isHandler);
    return steps.length < 2 ? undefined : steps;
  });
  const lines = handled.map(({ step }) => `${step.event} ${step.line}`);
  expect(lines).toEqual(["connection 3", "ask 4"]);
});

it.for([
  ["at its top", serving("while (true) {}"), [], 3],
  [
    "in a handler",
    serving(
      `io.on("connection", (socket) => {\n  socket.on("go", () => {\n    for (;;);\n  });\n});`,
    ),
    ["go"],
    5,
  ],
  [
    "in a loop that catches every error",
    serving(
      `io.on("connection", (socket) => {\n  socket.on("go", () => {\n    while (true) {\n      try { socket.rooms.x(); } catch {}\n    }\n  });\n});`,
    ),
    ["go"],
    5,
  ],
  [
    "in promises",
    serving(
      `io.on("connection", (socket) => {\n  socket.on("go", async () => {\n    while (true) await null;\n  });\n});`,
    ),
    ["go"],
    5,
  ],
] as const)(
  "stops a program that loops for ever %s, and says where",
  async ([, source, events, line]) => {
    const { kind, text, line: told } = await troubleOf(source, events);
    expect(kind).toBe("program");
    expect(text).toContain("so the program was stopped");
    expect(told).toBe(line);
  },
);

it("stops a program that floods the page", async () => {
  const { kind, text } = await troubleOf(
    serving(
      `io.on("connection", (socket) => {\n  setInterval(() => {\n    for (let n = 0; n < 500; n++) socket.emit("again", n);\n  });\n});`,
    ),
  );
  expect(kind).toBe("stopped");
  expect(text).toContain("did more in a second");
});

it("says where a text is no program", async () => {
  const { text, line } = await troubleOf(serving("io.on("));
  expect(text).toContain("SyntaxError");
  expect(line).toBe(3);
});

it("counts hops by the second, and in all", () => {
  let now = 0;
  const isFlood = createFloodCheck(() => now);
  expect(isFlood(2_000)).toBe(false);
  expect(isFlood(1)).toBe(true);
  now = 1_000;
  expect(isFlood(2_000)).toBe(false);
  for (let second = 2; second < 24; second++) {
    now = second * 1_000;
    expect(isFlood(2_000)).toBe(false);
  }
  now = 26_000;
  expect(isFlood(2_000)).toBe(true);
});
