import { Namespace, Socket, type ServerOptions } from "socket.io";
import type { ServerHop } from "#contract/hop.ts";
import { sentence } from "#contract/sentences.ts";
import type { ProgramError, ProgramNotice } from "#contract/stream.ts";
import { programLine } from "../tap/call-site.ts";
import type { Connection } from "../tap/connection.ts";
import type { Scopes } from "../tap/scope.ts";
import { createTap, type Tap } from "../tap/tap.ts";
import { tapNamespace, type SocketMaker } from "../tap/tapped-socket.ts";
import {
  LabProcess,
  ProgramEnded,
  type Later,
  type ProgramEnd,
  type Uncaught,
} from "./lab-process.ts";
import type { LabServerSetting } from "./lab-options.ts";
import { LabServer } from "./lab-server.ts";
import { createProgramGlobals } from "./program-globals.ts";
import {
  InLabError,
  placeIn,
  PROGRAM_FILE,
  ProgramFault,
  toProgramError,
  type Program,
} from "./programs.ts";
import { waitForServer } from "./wait-for-server.ts";

/** Why a run has no server to offer, and what is to be told of it. */
export interface ProgramOver {
  readonly why: "programFailed" | "programEnded";
  readonly error: ProgramError;
}

/** One run of a lesson's program, on a Socket.IO server of its own. */
export interface ProgramRun {
  /** Resolves when the program runs, or is over before it did; never rejects. */
  readonly started: Promise<void>;
  /** The program failed to start, or has ended itself. */
  readonly over: ProgramOver | undefined;
  /** The server that the program made, once it has. */
  readonly server: LabServer | undefined;
  /** Tells of an error of the program that nobody caught. */
  report(error: unknown, how?: Uncaught): void;
  /** Ends it as if it had ended itself, for this reason. */
  end(error: ProgramError): void;
  /** Ends the program's timers and closes its connections by their transport. */
  stop(): Promise<void>;
}

/** Starts a program, tapped. `onConnection` is called before any message crosses a connection. */
export function runProgram(deps: {
  program: Program;
  scopes: Scopes;
  record: (hop: ServerHop) => void;
  /** Told of what the program throws, and at last of why it is over. */
  report: (error: unknown) => void;
  notice: (notice: ProgramNotice) => void;
  MakeSocket: SocketMaker;
  setting: LabServerSetting;
  onConnection: (conn: Connection, tap: Tap) => void;
}): ProgramRun {
  const { scopes } = deps;
  const tap = createTap({ scopes, record: deps.record, report });
  const later: Later = (work) => scopes.carry(guarded(work));
  const process = new LabProcess({ later, ended: endItself });
  const made = Promise.withResolvers<void>();
  const halted = Promise.withResolvers<void>();
  let server: LabServer | undefined;
  let over: ProgramOver | undefined;
  let stopped: Promise<void> | undefined;

  class ProgramServer extends LabServer {
    constructor(port?: unknown, options?: Partial<ServerOptions>) {
      if (over ?? stopped) throw new ProgramEnded("The run is over.");
      if (server)
        throw new InLabError(sentence("secondServer", { server: "Server" }));
      const hooks = {
        onNamespace: (namespace: Parameters<typeof tapNamespace>[1]) =>
          tapNamespace(tap, namespace, deps.MakeSocket),
        onConnection: (conn: Connection) => deps.onConnection(conn, tap),
        notice: say,
      };
      super({ ...deps.setting, ...hooks }, port, options);
      server = this;
      made.resolve();
    }
  }

  const { esm, commonJs } = modulesOf(ProgramServer);
  const globals = createProgramGlobals({ later, process, modules: commonJs });

  /** Tells of something that has no effect, with the line that calls `below`. */
  function say(message: string, below: (...values: never) => unknown): void {
    const line = programLine(below);
    deps.notice({ message, file: PROGRAM_FILE, ...(line && { line }) });
  }

  function report(error: unknown, how: Uncaught = "uncaughtException"): void {
    // Once it has ended itself, nothing of it is heard any more.
    if (error instanceof ProgramEnded || over?.why === "programEnded") return;
    try {
      if (scopes.run({ tap }, () => process.takes(error, how))) return;
    } catch (thrown) {
      if (!(thrown instanceof ProgramEnded)) deps.report(thrown);
      return;
    }
    deps.report(error);
  }

  function guarded<V extends unknown[]>(work: (...values: V) => unknown) {
    return (...values: V): void => {
      try {
        work(...values);
      } catch (error) {
        report(error);
      }
    };
  }

  /** Ends a program that could not start, or whose top failed later. */
  async function fail(error: unknown): Promise<void> {
    if (over ?? stopped) return;
    over = { why: "programFailed", error: toProgramError(error) };
    deps.report(error);
    await halt();
  }

  function endItself(how: ProgramEnd): void {
    end({
      message:
        "status" in how
          ? sentence("programExited", { status: how.status })
          : sentence("programKilled", { signal: how.signal }),
      file: PROGRAM_FILE,
      ...placeIn(new Error().stack ?? ""),
    });
  }

  /** Ends the program: none of its handlers runs again. */
  function end(error: ProgramError): void {
    over = { why: "programEnded", error };
    tap.over = true;
    deps.report(new ProgramFault(error));
    // Not within the handler that called it: its server is still at work there.
    queueMicrotask(() => void halt());
  }

  async function halt(): Promise<void> {
    halted.resolve();
    globals.stop();
    await server?.shut();
  }

  async function start(): Promise<void> {
    const offer = { modules: esm, globals: globals.values };
    const ran = scopes
      .run({ tap }, () => deps.program.run(offer))
      .catch((error: unknown) =>
        error instanceof ProgramEnded ? undefined : fail(error),
      );
    const result = await waitForServer({
      ran,
      made: made.promise,
      halted: halted.promise,
      isWaiting: () => globals.isWaiting,
    });
    if (result !== "ready") await fail(new ProgramFault(without(result)));
  }

  return {
    started: start(),
    get over() {
      return over;
    },
    get server() {
      return server;
    },
    report,
    end,
    stop() {
      stopped ??= halt();
      return stopped;
    },
  };
}

/** What a lab's modules export, as a module imports them and as `require` gives them. */
function modulesOf(Server: new (...given: never[]) => LabServer) {
  const names = { Server, Namespace, Socket };
  const make = (...given: never[]): LabServer => new Server(...given);
  return {
    esm: { "socket.io": names },
    // The package's own CommonJS export can be called, too.
    commonJs: { "socket.io": Object.assign(make, names) },
  };
}

const without = (why: "none" | "late"): ProgramError => ({
  message: sentence(why === "none" ? "noServer" : "lateServer", {
    code: "const io = new Server(3000);",
  }),
  file: PROGRAM_FILE,
});
