import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import * as v from "valibot";

/** What starts a program: its file, arguments, and the folder to start it in. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

/** One run of a server that says on its first line where it listens. */
export interface ServerProcess {
  /** The port, or undefined where it ended or fell silent before it listened. */
  readonly listening: Promise<number | undefined>;
  /** Settles when it has ended, however it did; with the last that it said of itself. */
  readonly ended: Promise<string>;
  /** Lets it say goodbye to its clients, and ends it by force when that takes too long. */
  stop(): Promise<void>;
}

/** How long it may take until it listens, in milliseconds; on a busy machine Python is slow to start. */
const START_MS = 30_000;
/** Time for its goodbye before it is killed, in milliseconds. */
const GRACE_MS = 2_000;

const firstLine = v.object({
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
});

/** Starts a server; what it has to say besides goes to `log`, line by line. */
export function startProcess(
  { file, args, cwd }: Command,
  log: (line: string) => void,
): ServerProcess {
  const child = spawn(file, args, {
    cwd,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  let lastLine = "";
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) =>
      resolve(lastLine || `it ended with ${signal ?? `code ${code ?? 0}`}`),
    );
  });
  // It reads its input's end as the end of this process; to write there is for nobody.
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (line.trim() !== "") lastLine = line.trim();
    log(line);
  });

  const said = new Promise<number | undefined>((resolve) => {
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve(portIn(line)),
    );
  });
  const late = setTimeout(() => child.kill("SIGKILL"), START_MS);
  const listening = Promise.race([said, ended.then(() => undefined)]).then(
    (port) => {
      clearTimeout(late);
      if (port === undefined) child.kill("SIGKILL");
      return port;
    },
  );

  return {
    listening,
    ended,
    async stop() {
      askToStop(child);
      const late = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

function portIn(line: string): number | undefined {
  try {
    return v.parse(firstLine, JSON.parse(line)).port;
  } catch {
    return undefined;
  }
}

/** On Windows a signal is a kill; there the end of its input says it. */
function askToStop(child: ChildProcess): void {
  if (process.platform === "win32") child.stdin?.end();
  else child.kill("SIGTERM");
}
