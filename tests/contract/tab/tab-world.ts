import type { TabProgram } from "#contract/tab.ts";
import type { StartedBackend } from "../../support/lab/open-defined-lab.ts";
import type { ProgramWorld } from "../programs/program-world.ts";
import type { World } from "../scenario.ts";

/** A world whose server runs any program. */
export interface TabWorld extends World, ProgramWorld {
  serve(program: TabProgram): StartedBackend;
}

/** What must be so on the server in this tab, beside what must be so everywhere. */
export interface TabScenario {
  readonly name: string;
  readonly run: (world: TabWorld) => Promise<void>;
}

/** What must be so in a browser, whichever server is behind it. */
export interface BrowserScenario {
  readonly name: string;
  readonly run: (world: Pick<TabWorld, "expect" | "serve">) => Promise<void>;
}

/** Text of a program that is not precompiled: the first line of `body` is line 3. */
export const program = (
  body: string,
  options = "{}",
): Extract<TabProgram, { source: string }> => ({
  source: `import { Server } from "socket.io";\nconst io = new Server(3000, ${options});\n${body}`,
});

/** A lab of two clients. */
export const DEFINITION = { clients: ["Alice", "Bob"], actions: {} } as const;
