import { sentence } from "#contract/sentences.ts";
import type { ProgramError } from "#contract/stream.ts";

/** Name of a lesson's program, in its stack traces too. */
export const PROGRAM_FILE = "server.js";

/** Names that a module of a lab exports, by the module's name. */
export type ModuleNames = Readonly<Record<string, readonly string[]>>;

/** A program's text, made ready to be evaluated. */
export interface ReadyText {
  readonly body: string;
  /** Of the names that it would be handed, those that it declares itself, at its top. */
  readonly declares?: readonly string[];
}

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

/** What a lab tells a program that asks for too much: a sentence, whose place is where it is thrown. */
export class InLabError extends Error {}

/** A module is not offered; Node's own error has the same code. */
export class NotOffered extends InLabError {
  readonly code = "MODULE_NOT_FOUND";

  constructor(name: string, offered: readonly string[]) {
    const names = offered.map((module) => `"${module}"`).join(", ");
    super(sentence("noModule", { name, offered: names }));
  }
}

/** The modules that a lab offers, by name, with what each exports. */
export const PROGRAM_MODULES: ModuleNames = {
  "socket.io": ["Server", "Namespace", "Socket"],
};

/** Name of the function by which a rewritten program gets a module; as long as "import". */
export const LOAD = "__load";
/** Name of what stands for `import.meta` in a rewritten program; as long as that. */
export const META = "import_meta";

/** What a program may use, and how its text is made to run. */
export interface ProgramSetting {
  evaluate: Evaluate;
  modules: ModuleNames;
  globals: readonly string[];
}

/** Makes a program of a text that `compile.ts` has rewritten. */
export function makeProgram(
  { body, declares = [] }: ReadyText,
  { evaluate, globals }: ProgramSetting,
): Program {
  const names = globals.filter((name) => !declares.includes(name));
  const start = evaluate(body, [LOAD, ...names], PROGRAM_FILE);
  return {
    async run({ modules, globals: values }) {
      // eslint-disable-next-line @typescript-eslint/require-await -- an import's failure is a rejection
      const load = async (name: unknown): Promise<unknown> =>
        moduleOf(modules, name);
      await start(load, ...names.map((name) => values[name]));
    },
  };
}

/** One of a lab's modules; throws `NotOffered` where there is none of that name. */
export function moduleOf<M>(
  modules: Readonly<Record<string, M>>,
  name: unknown,
): M {
  const found = Object.hasOwn(modules, String(name))
    ? modules[String(name)]
    : undefined;
  if (found) return found;
  throw new NotOffered(String(name), Object.keys(modules));
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

// Exactly "server.js": Engine.IO has a file of that name too, but under a folder. In a tab the
// program is a blob, and not every browser calls it by its name then.
const PLACES = /(?:^|[\s(@])(?:server\.js|blob:\S+?):(\d+):(\d+)/g;

/** The first place in the program that a stack trace names, in the words of any engine. */
export function placeIn(
  stack: string,
): { line: number; column: number } | undefined {
  // In a sandbox, the worker that runs the program is a blob too.
  const { location } = globalThis as { location?: { href: string } };
  for (const [text, line, column] of stack.matchAll(PLACES))
    if (!location || !text.includes(location.href))
      return { line: Number(line), column: Number(column) };
  return undefined;
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof InLabError) return thrown.message;
  if (thrown instanceof Error)
    return `${thrown.name}: ${thrown.message}`.slice(0, 500);
  try {
    return `The program threw ${String(thrown)}`.slice(0, 500);
  } catch {
    return "The program threw something that has no text.";
  }
}
