import { Namespace, Socket, type ServerOptions } from "socket.io";
import { sentence } from "#contract/sentences.ts";
import type { ProgramError } from "#contract/stream.ts";
import {
  PROGRAM_FILE,
  ProgramFault,
  toProgramError,
  type Program,
} from "./programs.ts";
import type { Connection } from "../tap/connection.ts";
import type { Tap } from "../tap/tap.ts";
import { tapNamespace, type SocketMaker } from "../tap/tapped-socket.ts";
import { LabServer, type LabServerSetting } from "./lab-server.ts";
import { createProgramGlobals } from "./program-globals.ts";

/** One run of a lesson's program, on a Socket.IO server of its own. */
export interface ProgramRun {
  /** Resolves when the program runs, or with the error that kept it from starting; never rejects. */
  readonly started: Promise<ProgramError | undefined>;
  /** The server that the program made, once it has. */
  readonly server: LabServer | undefined;
  /** Ends the program's timers and closes its connections by their transport. */
  stop(): Promise<void>;
}

/** Starts a program, tapped. `onConnection` is called before any message crosses a connection. */
export function runProgram(deps: {
  program: Program;
  tap: Tap;
  MakeSocket: SocketMaker;
  setting: LabServerSetting;
  onConnection: (conn: Connection) => void;
}): ProgramRun {
  const { program, tap, MakeSocket } = deps;
  const globals = createProgramGlobals(tap.scopes);
  let server: LabServer | undefined;

  class ProgramServer extends LabServer {
    constructor(port?: unknown, options?: Partial<ServerOptions>) {
      if (server) {
        throw new Error(sentence("secondServer", { server: "Server" }));
      }
      const hooks = {
        onNamespace: (namespace: Parameters<typeof tapNamespace>[1]) =>
          tapNamespace(tap, namespace, MakeSocket),
        onConnection: deps.onConnection,
      };
      super({ ...deps.setting, ...hooks }, port, options);
      server = this;
    }
  }

  async function start(): Promise<ProgramError | undefined> {
    const modules = {
      "socket.io": { Server: ProgramServer, Namespace, Socket },
    };
    try {
      await tap.scopes.run({ tap }, () =>
        program.run({ modules, globals: globals.values }),
      );
      if (!server) throw new ProgramFault(noServer());
      return undefined;
    } catch (error) {
      tap.report(error);
      globals.stop();
      await server?.shut();
      return toProgramError(error);
    }
  }

  return {
    started: start(),
    get server() {
      return server;
    },
    async stop() {
      globals.stop();
      await server?.shut();
    },
  };
}

const noServer = (): ProgramError => ({
  message: sentence("noServer", { code: "const io = new Server(3000);" }),
  file: PROGRAM_FILE,
});
