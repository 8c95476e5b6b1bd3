import type { ProgramError } from "#contract/stream.ts";

/** Name of a lesson's program, in its stack traces too. */
export const PROGRAM_FILE = "server.js";

/** Names that a module of a lab exports, by the module's name. */
export type ModuleNames = Readonly<Record<string, readonly string[]>>;

/** Turns the body of an async function into that function; stack traces keep `file` and positions. */
export type Evaluate = (
  body: string,
  parameters: readonly string[],
  file: string,
) => (...values: unknown[]) => Promise<unknown>;

/** What a program is handed when it runs. */
export interface ProgramOffer {
  modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Stand-ins for globals; the keys are those named to `compileProgram`. */
  globals: Readonly<Record<string, unknown>>;
}

/** A compiled program, to be run as often as there are labs. */
export interface Program {
  run(offer: ProgramOffer): Promise<void>;
}

/** A program that cannot be what it says, with the place. */
export class ProgramFault extends Error {
  override readonly name = "ProgramFault";
  readonly error: ProgramError;

  constructor(error: ProgramError) {
    super(error.message);
    this.error = error;
  }
}

/** The modules that a lab offers, by name, with what each exports. */
export const PROGRAM_MODULES: ModuleNames = {
  "socket.io": ["Server", "Namespace", "Socket"],
};

/** Name of the function by which a rewritten program gets a module. */
export const IMPORT = "__import";

/** What a program may use, and how its text is made to run. */
export interface ProgramSetting {
  evaluate: Evaluate;
  modules: ModuleNames;
  globals: readonly string[];
}

/** Makes a program of a text whose imports `compile.ts` has rewritten. */
export function makeProgram(
  body: string,
  { evaluate, globals: names }: ProgramSetting,
): Program {
  const start = evaluate(body, [IMPORT, ...names], PROGRAM_FILE);
  return {
    async run({ modules, globals }) {
      await start(
        (name: string) => modules[name],
        ...names.map((name) => globals[name]),
      );
    },
  };
}

/** Any thrown value as the program's own error: message, and the first place in the program. */
export function toProgramError(thrown: unknown): ProgramError {
  if (thrown instanceof ProgramFault) return thrown.error;
  const error: ProgramError = {
    message: messageOf(thrown),
    file: PROGRAM_FILE,
  };
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  return Object.assign(error, placeIn(stack));
}

/** The first place in the program that a stack trace names, in the words of any engine. */
export function placeIn(
  stack: string,
): { line: number; column: number } | undefined {
  // Exactly "server.js": Engine.IO has a file of that name too, but under a folder. In a tab the
  // program is a blob; not every browser calls it by its name then, and nothing else there is one.
  const place = /(?:^|[\s(@])(?:server\.js|blob:\S+?):(\d+):(\d+)/.exec(stack);
  return place
    ? { line: Number(place[1]), column: Number(place[2]) }
    : undefined;
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof Error)
    return `${thrown.name}: ${thrown.message}`.slice(0, 500);
  try {
    return `The program threw ${String(thrown)}`.slice(0, 500);
  } catch {
    return "The program threw something that has no text.";
  }
}
