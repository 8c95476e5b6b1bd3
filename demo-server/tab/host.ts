import { bufferOf, type Port } from "#contract/network.ts";
import type { ProgramError } from "#contract/stream.ts";
import type { FromTab, TabProgram, ToTab } from "#contract/tab.ts";
import { createHopLog } from "../program/hop-log.ts";
import type { Uncaught } from "../program/lab-process.ts";
import { runProgram, type ProgramRun } from "../program/run-program.ts";
import { PROGRAM_GLOBALS } from "../program/program-globals.ts";
import {
  makeProgram,
  PROGRAM_MODULES,
  ProgramFault,
  toProgramError,
  type Evaluate,
  type Program,
  type ProgramSetting,
} from "../program/programs.ts";
import { trackConnection } from "../tap/connection.ts";
import { createTappedSocket } from "../tap/tapped-socket.ts";
import { createNetwork, type NetworkServer } from "./network/network.ts";
import { VirtualWebSocketServer } from "./network/websocket.ts";
import type { TabScopes } from "./scopes.ts";

/** Socket.IO's own default: nobody but the reader can fill this server. */
const MAX_PAYLOAD_BYTES = 1_000_000;

/** What a host in a worker is given. */
export interface TabHostDeps {
  control: Port<FromTab, ToTab>;
  evaluate: Evaluate;
  scopes: TabScopes;
  /** Compiles a program that comes as its text; it may have to be loaded for that. */
  compileSource: (source: string, setting: ProgramSetting) => Promise<Program>;
}

/**
 * Serves one lab in a worker: runs the program it is told to, on a network of ports. What happens
 * in the server goes back by `control`, apart from the network.
 */
export function createTabHost(deps: TabHostDeps): {
  /** Tells of an error that the program threw past every handler. */
  reportStray(error: unknown, how: Uncaught): void;
  /** Ends the program for this reason, which is told. */
  endProgram(error: ProgramError): void;
} {
  const { control, scopes } = deps;
  const tell = (message: FromTab, transfer: Transferable[] = []): void =>
    control.postMessage(message, transfer);
  const log = createHopLog({
    listening: () => true,
    send(batch): void {
      if (!(batch.rows instanceof Uint8Array))
        return tell({ kind: "hops", batch });
      // Moved, not copied: the log of a tab is not read again.
      const rows = bufferOf(batch.rows);
      tell({ kind: "hops", batch: { ...batch, rows } }, [rows]);
    },
  });
  const report = (thrown: unknown): void => {
    log.flush();
    tell({ kind: "programError", error: toProgramError(thrown) });
  };
  const started = Promise.withResolvers<void>();
  let run: ProgramRun | undefined;

  const serving = (): NetworkServer | undefined =>
    run?.over || run?.server?.closed
      ? undefined
      : asNetworkServer(run?.server?.labEngine);
  const attach = createNetwork(serving);

  async function start(program: TabProgram): Promise<void> {
    const compiled = await compile(program, deps);
    run = runProgram({
      program: compiled,
      scopes,
      record: log.add,
      report,
      notice(notice) {
        log.flush();
        tell({ kind: "programNotice", notice });
      },
      MakeSocket: createTappedSocket(),
      setting: {
        maxPayloadBytes: MAX_PAYLOAD_BYTES,
        webTransport: true,
        wsEngine: VirtualWebSocketServer,
      },
      onConnection: trackConnection,
    });
    await run.started;
    started.resolve();
    log.flush();
    tell({ kind: "started", failed: run.over !== undefined });
  }

  /** What a client sends waits in its port until the program runs. */
  async function addClient(port: MessagePort): Promise<void> {
    await started.promise;
    attach(port);
    const { onmessage } = port;
    if (onmessage) port.onmessage = scopes.begin(onmessage.bind(port));
  }

  control.onmessage = ({ data: message }) => {
    switch (message.kind) {
      case "run":
        return void start(message.program);
      case "client":
        return void addClient(message.port);
      case "ping":
        return tell({ kind: "pong", n: message.n });
    }
  };
  tell({ kind: "ready" });

  return {
    reportStray(error, how) {
      if (run) run.report(error, how);
      else report(error);
    },
    endProgram: (error) => run?.end(error),
  };
}

async function compile(
  program: TabProgram,
  deps: Pick<TabHostDeps, "evaluate" | "compileSource">,
): Promise<Program> {
  const setting = {
    evaluate: deps.evaluate,
    modules: PROGRAM_MODULES,
    globals: PROGRAM_GLOBALS,
  };
  if ("body" in program) return makeProgram(program, setting);
  try {
    if ("fault" in program) throw new ProgramFault(program.fault);
    return await deps.compileSource(program.source, setting);
  } catch (error) {
    if (!(error instanceof ProgramFault)) throw error;
    return { run: () => Promise.reject(error) };
  }
}

/** The network's requests and sockets have what Engine.IO touches of Node's, and no more. */
function asNetworkServer(
  engine: object | undefined,
): NetworkServer | undefined {
  return engine as NetworkServer | undefined;
}
