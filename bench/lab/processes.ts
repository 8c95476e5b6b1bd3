import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Order } from "./load.ts";

/** The processes of one measure: servers, and generators of load. */
export interface Processes extends Disposable {
  /** Starts a server of this kind; see serve.ts. */
  serve(kind: string): Promise<{ child: ChildProcess; url: string }>;
  /** Starts a generator of load. */
  load(): ChildProcess;
}

/** Starts with none; all end when it is disposed. */
export function createProcesses(): Processes {
  const children: ChildProcess[] = [];

  function start(role: "serve" | "load", ...given: string[]): ChildProcess {
    const file = fileURLToPath(new URL(`./${role}.ts`, import.meta.url));
    const child = fork(file, given, { execArgv: ["--expose-gc"] });
    children.push(child);
    return child;
  }

  return {
    async serve(kind) {
      const child = start("serve", kind);
      const { port } = await message<{ port: number }>(child);
      return { child, url: `http://127.0.0.1:${port}` };
    },
    load: () => start("load"),
    [Symbol.dispose]() {
      for (const child of children) child.disconnect();
    },
  };
}

/** Lets a generator of load carry out an order; gives its figure. */
export async function order(child: ChildProcess, what: Order): Promise<number> {
  const [figure = Number.NaN] = await figures(child, what);
  return figure;
}

/** As `order`, for one that answers with many. */
export async function figures(
  child: ChildProcess,
  what: Order,
): Promise<readonly number[]> {
  child.send(what);
  return (await message<{ figures: number[] }>(child)).figures;
}

/** What a server has used of the machine so far. */
export function usage(
  child: ChildProcess,
): Promise<{ cpuMs: number; rss: number }> {
  child.send("usage");
  return message(child);
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((done, fail) => {
    const onExit = (): void =>
      fail(new Error("A process of the measure ended early."));
    child.once("exit", onExit);
    child.once("message", (value) => {
      child.off("exit", onExit);
      done(value as T);
    });
  });
}

/** Prints a figure beside what it must be, and fails the measure where it is missed. */
export function verdict(
  what: string,
  figure: string,
  reached: boolean,
  wanted: string,
): void {
  console.log(
    `${what.padEnd(16)} ${figure} (${wanted}: ${reached ? "reached" : "MISSED"})`,
  );
  if (!reached) process.exitCode = 1;
}
