import { expect, it } from "vitest";
import { prepareProgram } from "./prepare-program.ts";

it("rewrites a program's imports and leaves the rest, letter by letter", () => {
  const rest = '\n\nconst io = new Server(3000);\n// "socket.io"\n';
  const source = `import { Server } from "socket.io";${rest}`;
  expect(prepareProgram(source)).toEqual({
    body: `const { "Server": Server } = await __load("socket.io");${rest}`,
  });
});

it("gives what is wrong in a program in its place", () => {
  expect(prepareProgram("\nconst = 1;")).toEqual({
    fault: {
      message: "SyntaxError: Unexpected token",
      file: "server.js",
      line: 2,
      column: 7,
    },
  });
});
