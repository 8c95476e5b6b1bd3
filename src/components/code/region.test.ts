import { expect, test } from "vitest";
import { cutRegion, withoutMarkers } from "./region.ts";

const server = `io.on("connection", (socket) => {
  // #region all
  socket.on("all", (text) => {

    // #region emit
    io.emit("chat", text);
    // #endregion
  });
  // #endregion
});
`;

test("cuts a region, without its markers, moved to the left", () => {
  expect(cutRegion(server, "emit")).toBe('io.emit("chat", text);');
});

test("leaves the markers of inner regions out", () => {
  expect(cutRegion(server, "all")).toBe(
    'socket.on("all", (text) => {\n\n  io.emit("chat", text);\n});',
  );
});

test("reads Python's markers", () => {
  const app =
    '# region send\n@socketio.on("message")\ndef on_message(text):\n    send(text)\n# endregion\n';
  expect(cutRegion(app, "send")).toBe(
    '@socketio.on("message")\ndef on_message(text):\n    send(text)',
  );
});

test("joins regions of the same name", () => {
  expect(
    cutRegion(
      "// #region a\n1\n// #endregion\n2\n// #region a\n3\n// #endregion",
      "a",
    ),
  ).toBe("1\n3");
});

test("knows no region that is not there", () => {
  expect(cutRegion(server, "missing")).toBeUndefined();
});

test("refuses a region without an end", () => {
  expect(() => cutRegion("// #region a\n1", "a")).toThrow(
    'Region "a" has no end.',
  );
});

test("shows a whole file without markers", () => {
  expect(withoutMarkers("// #region a\nconst a = 1;\n// #endregion\n")).toBe(
    "const a = 1;",
  );
});
