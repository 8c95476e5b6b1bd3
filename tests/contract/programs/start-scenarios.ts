import {
  openProgram,
  openServer,
  withServer,
  type ProgramScenario,
} from "./program-world.ts";

const ANSWERS = `io.on("connection", (s) => s.on("ask", (done) => done("here")));`;

/** How programs begin, and what is said of those that cannot. */
export const START_SCENARIOS: readonly ProgramScenario[] = [
  ...Object.entries({
    "makes its server after it has waited": `import { Server } from "socket.io";
async function main() {
  await new Promise((done) => setTimeout(done, 20));
  const io = new Server(3000);
  ${ANSWERS}
}
main();`,
    "goes on waiting at its top once it has made its server": withServer(
      `${ANSWERS}\nawait new Promise(() => {});`,
    ),
    "is a script with a first line for the shell": `#!/usr/bin/env node
import { Server } from "socket.io";
const io = new Server(3000);
${ANSWERS}`,
    "declares what others take as given": withServer(
      `const console = { log: (done) => done("here") };
function setTimeout(work) { return work; }
let process = "mine", require;
for (var global of [1]) {}
io.on("connection", (s) => s.on("ask", setTimeout(console.log)));`,
    ),
    "imports a module as it goes": `const { Server } = await import("socket.io");
const io = new Server(3000);
${ANSWERS}`,
    "is a CommonJS program": `const { Server } = require("socket.io");
const io = new Server(3000);
${ANSWERS}
module.exports = { io };`,
    "is a CommonJS program that calls the module": `const io = require("socket.io")(3000, { pingInterval: 1000 });
if (require.main === module) {
  ${ANSWERS}
}`,
  }).map(
    ([what, source]) =>
      ({
        name: `runs a program that ${what}`,
        async run(world) {
          await using lab = await openProgram(world, source);
          world
            .expect(await lab.socket("Alice").emitWithAck("ask"))
            .toBe("here");
        },
      }) satisfies ProgramScenario,
  ),
  {
    name: "tells a program where it is, whichever way it asks",
    async run(world) {
      await using lab = await openProgram(
        world,
        withServer(
          `io.on("connection", (s) => s.on("where", (done) => done([
  import.meta.url, import.meta.filename, import.meta.dirname, import.meta.main,
  __filename, __dirname, process.cwd(), typeof this, typeof globalThis.process.exit,
])));`,
        ),
      );
      world
        .expect(await lab.socket("Alice").emitWithAck("where"))
        .toEqual([
          "file:///lab/server.js",
          "/lab/server.js",
          "/lab",
          true,
          "/lab/server.js",
          "/lab",
          "/lab",
          "undefined",
          "function",
        ]);
    },
  },
  ...Object.entries({
    'const express = require("express");': [1, 17],
    '\nconst app = require("express")();': [2, 13],
    'await import("express");': [1, 7],
    'import express from "express";': [1, 21],
  } satisfies Record<string, [number, number]>).map(
    ([source, [line, column]]) =>
      ({
        name: `says that a lab does not offer a module: ${source.trim()}`,
        async run(world) {
          await using open = await openServer(world, source);
          world.expect(await open.next("programError")).toEqual({
            message:
              'A lab does not offer the module "express". It offers "socket.io".',
            file: "server.js",
            line,
            column,
          });
        },
      }) satisfies ProgramScenario,
  ),
  {
    name: "lets a program go on without a module that a lab does not offer",
    async run(world) {
      await using lab = await openProgram(
        world,
        withServer(`let code = "none";
try { require("bufferutil"); } catch (error) { code = error.code; }
io.on("connection", (s) => s.on("ask", (done) => done(code)));`),
      );
      world
        .expect(await lab.socket("Alice").emitWithAck("ask"))
        .toBe("MODULE_NOT_FOUND");
    },
  },
  {
    name: "says that a program makes no server, once it has nothing left to wait for",
    async run(world) {
      const source = "setTimeout(() => {}, 10);";
      await using open = await openServer(world, source);
      world.expect(await open.next("programError")).toEqual({
        message:
          "This program never makes a server. A lab needs one: const io = new Server(3000);",
        file: "server.js",
      });
    },
  },
  {
    name: "says on which line a program fails that has waited at its top for long",
    async run(world) {
      await using open = await openServer(
        world,
        withServer(
          'await new Promise((done) => setTimeout(done, 1200));\nthrow new Error("Late.");',
        ),
      );
      world.expect(await open.next("programError")).toMatchObject({
        message: "Error: Late.",
        line: 4,
      });
    },
  },
];
