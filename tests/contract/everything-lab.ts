import type { Direction } from "#lab/packet/packet.ts";
import { does, type Action } from "#lab/lesson.ts";
import { CLIENT_NAMES, type ClientName } from "#lab/people.ts";
import { framesOf } from "#lab/trace/questions.ts";
import {
  openDefinedLab,
  type TestLab,
} from "../support/lab/open-defined-lab.ts";
import type { World } from "./scenario.ts";

const emits = (event: string, ...args: unknown[]): Action =>
  does("Alice", event, (socket) => socket.emit(event, ...args));

/** The lab of "everything": Alice can make each of its handlers run. */
export const definition = {
  clients: CLIENT_NAMES,
  actions: {
    chat: emits("chat", "hi"),
    all: emits("all", "hi"),
    me: emits("me", "hi"),
    say: emits("say", "red", "hi"),
    later: emits("later", "hi"),
    throw: emits("throw"),
    kick: emits("kick"),
    ask: does("Alice", "ask", (socket) => {
      socket.once(
        "question",
        (_question: string, answer: (value: number) => void) => answer(4),
      );
      socket.emit("ask");
    }),
  },
} as const satisfies Parameters<typeof openDefinedLab>[1];

/** Opens that lab on a backend of its own. */
export const open = async ({ start }: World): Promise<TestLab> =>
  openDefinedLab("everything", definition, await start());

/** What stands on the lines of "everything" that hops and errors name. */
export const CODE = {
  "server.js": {
    handler: 'socket.on("chat"',
    emit: "socket.broadcast.emit",
    error: "throw new Error",
  },
  "app.py": {
    handler: '@socketio.on("chat")',
    emit: 'emit("chat"',
    error: "raise ValueError",
  },
} as const;

/** Line of the program, from 1, on which some code stands. */
export const lineOf = (source: string, code: string): number =>
  source.slice(0, source.indexOf(code)).split("\n").length;

/** What the frames held that left or reached a client so far. */
export const textsOf = (
  lab: TestLab,
  client: ClientName,
  direction: Direction,
) => framesOf(lab.trace, { client, direction }).map(({ data }) => data);
