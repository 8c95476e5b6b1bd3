import { expect, it } from "vitest";
import { openLabOf, type Lab } from "#lab/lab.ts";
import { breaks, calls, defineLab, does } from "#lab/lesson.ts";
import { createStagePace } from "#lab/playback/stage-pace.ts";
import { eventsOf } from "#lab/trace/questions.ts";
import { isFrame, isHandler } from "#lab/trace/trace.ts";
import { clientsInProcess } from "#tests/support/lab/clients-in-process.ts";
import { sandboxInProcess } from "#tests/support/lab/tab-in-process.ts";
import { openClients, type FrameClients } from "./open-clients.ts";
import type { RemoteClient } from "./remote-client.ts";

const SERVER = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("say", (text, done) => {
    socket.broadcast.emit("said", text);
    done?.("heard");
  });
});`;

const CLIENT = `import { useEffect } from "react";
import { Log, useLines } from "#screen";

export function say(socket, text) {
  socket.emit("say", text);
}
export const ask = async (socket, text) => {
  const answer = await socket.emitWithAck("say", text);
  socket.emit("say", answer);
};

export default function Client({ socket, name }) {
  const [lines, add] = useLines();
  useEffect(() => {
    socket.on("said", add);
    return () => socket.off("said", add);
  }, [socket, add]);
  return <Log name={name} lines={lines} />;
}`;

const DEFINITION = defineLab({
  clients: ["Alice", "Bob"],
  actions: {
    say: does("Alice", "Alice says it", calls("say", "hello")),
    ask: does("Alice", "Alice asks", calls("ask", "why")),
    nothing: does("Alice", "Alice does nothing", calls("wave")),
    cut: breaks("Bob", "Cut Bob off", ({ client }) =>
      client("Bob").faults.cut(),
    ),
    mend: breaks("Bob", "Mend", ({ client }) => client("Bob").faults.mend()),
  },
});

interface Opened extends Disposable {
  readonly lab: Lab<RemoteClient>;
  readonly clients: FrameClients;
  readonly document: Document;
}

function open(
  client: string,
  pace = createStagePace(undefined, false),
): Opened {
  const port = clientsInProcess();
  const clients = openClients(client, DEFINITION, port, pace);
  const { backend } = sandboxInProcess();
  const lab = openLabOf(
    clients.makeClient,
    { source: SERVER, file: "server.js" },
    DEFINITION,
    backend,
    pace,
  );
  lab.start();
  return {
    lab,
    clients,
    document: port.document,
    [Symbol.dispose]() {
      lab.close();
      clients.close();
    },
  };
}

const logOf = (document: Document, name: string): string =>
  document.querySelector(`section[aria-label="${name}"] li`)?.textContent ?? "";

it("runs the reader's clients: their packets, their causes and lines, their screens", async () => {
  using opened = open(CLIENT);
  const { lab } = opened;
  const hop = await lab.act("say");
  await expect.poll(() => logOf(opened.document, "Bob")).toBe("hello");
  const [sent] = eventsOf(lab.trace, {
    client: "Alice",
    direction: "out",
    since: hop,
  });
  const frame = lab.trace.hops[sent?.frame ?? -1];
  expect(frame).toMatchObject({ kind: "frame", cause: hop, line: 5 });
  const effects = () => lab.trace.effectsOf(frame?.id ?? -1);
  await expect.poll(() => effects().some(isHandler)).toBe(true);
  const [got] = eventsOf(lab.trace, {
    client: "Bob",
    direction: "in",
    event: "said",
    since: hop,
  });
  expect(lab.trace.hops[got?.frame ?? -1]).toMatchObject({ line: 15 });
  expect(lab.trace.rootOf(got?.frame ?? -1).id).toBe(hop);
  expect(lab.client("Bob").status()).toMatchObject({ state: "connected" });
});

it("names what an answer made a client send by that answer", async () => {
  using opened = open(CLIENT);
  const { lab } = opened;
  const hop = await lab.act("ask");
  await expect
    .poll(
      () =>
        eventsOf(lab.trace, { client: "Bob", direction: "in", event: "said" })
          .length,
    )
    .toBe(2);
  const [, second] = eventsOf(lab.trace, {
    client: "Alice",
    direction: "out",
    event: "say",
  });
  const cause = lab.trace.causeOf(second?.frame ?? -1);
  expect(cause).toMatchObject({ kind: "frame", direction: "in" });
  expect(lab.trace.rootOf(cause?.id ?? -1).id).toBe(hop);
});

it("holds a frame on its way until the stage has shown it land", async () => {
  const pace = createStagePace(undefined, true);
  using opened = open(CLIENT, pace);
  const { lab } = opened;
  await lab.act("say");
  await expect.poll(() => pace.heldCount()).toBe(1);
  const sent = lab.trace.hops.find((hop) => isFrame(hop) && hop.held === true);
  expect(sent).toMatchObject({ held: true, direction: "out" });
  expect(lab.trace.isUnderWay(sent?.id ?? -1)).toBe(true);
  expect(lab.trace.hops.some(isHandler) && logOf(opened.document, "Bob")).toBe(
    "",
  );
  pace.release(() => true);
  await expect.poll(() => lab.trace.isUnderWay(sent?.id ?? -1)).toBe(false);
  // The frame to Bob is held too.
  await expect.poll(() => pace.heldCount()).toBe(1);
  pace.setSlow(false);
  await expect.poll(() => logOf(opened.document, "Bob")).toBe("hello");
});

it("breaks and mends a client's wire", async () => {
  using opened = open(CLIENT);
  const bob = opened.lab.client("Bob");
  await bob.met();
  await opened.lab.act("cut");
  await expect.poll(() => bob.faults.state().cut).toBe(true);
  await expect.poll(() => bob.status().state).toBe("disconnected");
  await expect.poll(() => bob.status().retry?.attempt).toBe(1);
  await opened.lab.act("mend");
  await expect
    .poll(() => bob.status().state, { timeout: 8_000 })
    .toBe("connected");
});

it("comes back to a server that was restarted", async () => {
  using opened = open(CLIENT);
  const bob = opened.lab.client("Bob");
  await bob.met();
  const { id } = bob.status();
  await opened.lab.restartServer();
  await expect
    .poll(() => bob.status().state, { timeout: 8_000 })
    .toBe("connected");
  expect(bob.status().id).not.toBe(id);
});

it.for([
  ["a syntax error", "export default () => <p>", 1, "SyntaxError"],
  ["an import that there is not", 'import "fs";', 1, "fs"],
  ["no default export", "export const a = 1;", undefined, "no default export"],
  [
    "an error at its top",
    "\nnull.x;\nexport default () => null;",
    2,
    "TypeError",
  ],
  [
    "an error while it draws",
    "export default function Client() {\n  return nobody;\n}",
    2,
    "nobody is not defined",
  ],
  [
    "an error in an effect",
    'import { useEffect } from "react";\nexport default function Client() {\n  useEffect(() => {\n    null.x;\n  });\n  return null;\n}',
    4,
    "TypeError",
  ],
  [
    "an endless loop while it draws",
    "export default function Client() {\n  while (true) {}\n}",
    2,
    "Line 2 ran for 1 second",
  ],
  [
    "an endless loop at its top",
    "while (true);\nexport default () => null;",
    1,
    "Line 1 ran for 1 second",
  ],
  [
    "a render that never ends",
    'import { useEffect, useState } from "react";\nexport default function Client() {\n  const [n, set] = useState(0);\n  useEffect(() => {\n    setTimeout(set, 0, n + 1);\n  });\n  return n;\n}',
    2,
    "drawn again and again",
  ],
  [
    "a state set while it draws",
    'import { useState } from "react";\nexport default function Client() {\n  const [n, set] = useState(0);\n  set(n + 1);\n  return n;\n}',
    undefined,
    "Too many re-renders",
  ],
] as const)("says of %s where it is", async ([, client, line, words]) => {
  using opened = open(client);
  const { lab } = opened;
  await expect
    .poll(() => lab.trouble()?.text, { timeout: 6_000 })
    .toContain(words);
  expect(lab.trouble()?.text).toContain("client.jsx");
  expect(lab.trouble()?.line).toBe(line);
});

it("says which function an action calls that client.jsx has not", async () => {
  using opened = open(CLIENT);
  await opened.lab.act("nothing");
  await expect.poll(() => opened.lab.trouble()?.text).toContain('"wave"');
});

it("shows what a screen showed once, and what it shows now", async () => {
  using opened = open(CLIENT);
  const pictures: number[] = [];
  opened.clients.onPicture((name, n) => name === "Bob" && pictures.push(n));
  await opened.lab.act("say");
  await expect.poll(() => logOf(opened.document, "Bob")).toBe("hello");
  await expect.poll(() => pictures.length).toBeGreaterThan(1);
  const past = () =>
    opened.document.querySelector('section[aria-label="Bob"] .past');
  opened.clients.show("Bob", pictures[0]);
  await expect.poll(() => past()?.childElementCount).toBe(1);
  expect(past()?.textContent).toBe("");
  opened.clients.show("Bob", undefined);
  await expect.poll(() => past()?.childElementCount).toBe(0);
});
