import { describe, expect, it, vi } from "vitest";
import { evaluateInNode } from "../node/programs/evaluate.ts";
import { compileProgram } from "./compile.ts";
import { placeIn, ProgramFault, toProgramError } from "./programs.ts";

const options = {
  evaluate: evaluateInNode,
  modules: { net: ["Server", "connect"] },
  globals: ["say"],
};

async function run(source: string): Promise<unknown[]> {
  const said: unknown[] = [];
  const modules = { net: { Server: "the server", connect: "the connect" } };
  const globals = { say: (value: unknown) => said.push(value) };
  await compileProgram(source, options).run({ modules, globals });
  return said;
}

function faultOf(source: string): unknown {
  try {
    compileProgram(source, options);
  } catch (error) {
    if (error instanceof ProgramFault) return error.error;
    throw error;
  }
  return undefined;
}

const errorOf = (source: string) =>
  run(source).then(() => undefined, toProgramError);

describe("a lesson's program", () => {
  it("gets what it imports, by name, renamed, whole or for nothing", async () => {
    const source = `import { Server, connect as open } from "net";
import * as net from "net";
import "net";
say(Server); say(open); say(net.connect);`;
    expect(await run(source)).toEqual([
      "the server",
      "the connect",
      "the connect",
    ]);
  });

  it("keeps its line numbers under an import of several lines", async () => {
    const source = `import {\n  Server,\n} from "net";\n\n  undefinedThing();`;
    expect(await errorOf(source)).toEqual({
      message: "ReferenceError: undefinedThing is not defined",
      file: "server.js",
      line: 5,
      column: 3,
    });
  });

  it("keeps the columns of its first line", async () => {
    expect(await errorOf("say(1); nothing();")).toMatchObject({
      line: 1,
      column: 9,
    });
  });

  it("may wait at its top and runs strictly", async () => {
    expect(
      await run(
        "say(await Promise.resolve(2)); say((function () { return this; })());",
      ),
    ).toEqual([2, undefined]);
  });

  it("keeps its columns where it has what only a module has", async () => {
    const source = `#!/usr/bin/env node
if (say(1) < 1) say(import.meta); say((await import("net")).Server); nothing();`;
    expect(await errorOf(source)).toMatchObject({ line: 2, column: 70 });
  });

  it("may declare itself what it would be handed", async () => {
    const sources = ["const say = 1;", "{ var say; }", "function say() {}"];
    for (const source of sources) expect(await run(source)).toEqual([]);
    expect(await run("{ const say = 1; } say(2);")).toEqual([2]);
  });

  it("says where the engine refuses what the parser has taken", () => {
    for (const [source, line, column] of [
      ["let __load = 2;", 1, 5],
      ["say(1);\n let __load = 2;", 2, 6],
    ] as const)
      expect(faultOf(source)).toEqual({
        message: "SyntaxError: Identifier '__load' has already been declared",
        file: "server.js",
        line,
        column,
      });
    const refused = () =>
      evaluateInNode("say(1);\n  with (a) b;", ["say"], "server.js");
    expect(refused).toThrow(ProgramFault);
    expect(refused).toThrow("Strict mode code may not include");
  });

  it("says where its syntax is wrong", () => {
    expect(faultOf("const a = 1;\nconst = 2;")).toEqual({
      message: "SyntaxError: Unexpected token",
      file: "server.js",
      line: 2,
      column: 7,
    });
  });

  it("says which module is not offered and what is", () => {
    expect(faultOf('import fs from "node:fs";')).toEqual({
      message: 'A lab does not offer the module "node:fs". It offers "net".',
      file: "server.js",
      line: 1,
      column: 16,
    });
  });

  it("says which name a module does not export", () => {
    expect(faultOf('import { Sever } from "net";')).toMatchObject({
      message:
        'The module "net" has no export named "Sever". It exports Server, connect.',
      column: 10,
    });
    expect(faultOf('import net from "net";')).toMatchObject({ line: 1 });
  });

  it("may not export", () => {
    expect(faultOf("\nexport const a = 1;")).toMatchObject({
      line: 2,
      column: 1,
    });
  });

  it("does not take a file of the same name in another folder for its own", () => {
    const error = new Error("no");
    error.stack =
      "Error: no\n    at f (/node_modules/engine.io/build/server.js:9:9)";
    expect(toProgramError(error)).toEqual({
      message: "Error: no",
      file: "server.js",
    });
  });

  it.each([
    ["Chromium", "Error: no\n    at run (server.js:4:3)\n    at a (/x.js:1:1)"],
    ["Firefox", "run@server.js:4:3\na@http://localhost/_astro/x.js:1:1"],
    ["Safari", "a@http://localhost/_astro/server.js:9:9\nrun@server.js:4:3"],
    [
      "a browser that calls a blob by its address",
      "a@http://localhost/x.js:1:1\nrun@blob:http://localhost:3000/1b-2c:4:3",
    ],
  ])("is found in the stack traces of %s", (_browser, stack) => {
    expect(placeIn(stack)).toEqual({ line: 4, column: 3 });
  });

  it("may throw what is no error", async () => {
    expect(await errorOf("throw 3;")).toEqual({
      message: "The program threw 3",
      file: "server.js",
    });
  });

  it("is not in the worker that runs it, which in a sandbox is a blob too", () => {
    const own = "blob:null/0123-4567";
    const stack = `Error: No.
    at new X (${own}:6:65205)
    at server.js:2:10`;
    expect(placeIn(stack)).toEqual({ line: 6, column: 65205 });
    vi.stubGlobal("location", { href: own });
    expect(placeIn(stack)).toEqual({ line: 2, column: 10 });
    vi.unstubAllGlobals();
  });
});
