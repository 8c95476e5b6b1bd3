import { describe, expect, it } from "vitest";
import { clientCallSites, markCallSites } from "./client-call-sites.ts";

const IMPORT = 'import { at as at$ } from "/src/lab/wire/call-sites.ts"; ';
const LESSON = "/project/src/content/docs/lessons/send/client.jsx";

describe("the marks in a lesson's client", () => {
  it("tell the line of each call on the socket", () => {
    const code = [
      "export const say = (socket, text) =>",
      "  socket.emit('chat', text);",
      "socket.on('chat', f); socket.timeout(5).emit('x');",
    ].join("\n");
    expect(markCallSites(code)?.code).toBe(
      [
        `${IMPORT}export const say = (socket, text) =>`,
        "  at$(socket, 2).emit('chat', text);",
        "at$(socket, 3).on('chat', f); at$(socket, 3).timeout(5).emit('x');",
      ].join("\n"),
    );
  });

  it("see through volatile and optional calls", () => {
    expect(
      markCallSites("socket.volatile.emit('a'); socket?.send('b');")?.code,
    ).toBe(
      `${IMPORT}at$(socket, 1).volatile.emit('a'); at$(socket, 1)?.send('b');`,
    );
  });

  it("leave JSX, texts and other objects as they are", () => {
    const code = [
      'const a = <p title="socket.emit()">socket.emit() {other.emit(1)}</p>;',
      "socket.off('chat', f); socket.io.on('x', f);",
      "const b = <button onClick={() => socket.send(1)}>ok</button>;",
    ].join("\n");
    expect(markCallSites(code)?.code).toBe(
      IMPORT + code.replace("socket.send", "at$(socket, 3).send"),
    );
  });

  it("take a name that the code does not use", () => {
    expect(markCallSites("const at$ = 1; socket.connect();")?.code).toBe(
      'import { at as at$$ } from "/src/lab/wire/call-sites.ts"; const at$ = 1; at$$(socket, 1).connect();',
    );
  });

  it("are put into lessons' clients only, and not into what readers are shown", () => {
    const { transform } = clientCallSites();
    const code = "socket.emit('a');";
    expect(transform(code, LESSON)).toBeDefined();
    expect(
      transform(code, LESSON.replace("client.jsx", "steps/1-a/client.jsx")),
    ).toBeDefined();
    expect(transform(code, `${LESSON}?raw`)).toBeUndefined();
    expect(
      transform(code, LESSON.replace("client.jsx", "samples/a.jsx")),
    ).toBeUndefined();
    expect(transform("const x = 1;", LESSON)).toBeUndefined();
  });
});
