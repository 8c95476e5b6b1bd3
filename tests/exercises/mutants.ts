import type { AnswerFile } from "#lab/exercise/answer.ts";

/** A wrong program that a rule makes of a right one. */
export interface Mutant {
  /** What was changed, and on which line. */
  readonly what: string;
  readonly source: string;
}

/** What a rule makes of a line; undefined where it has nothing to change there. */
interface Rule {
  readonly what: string;
  readonly change: (line: string) => string | undefined;
}

const replace =
  (pattern: RegExp, by: string) =>
  (line: string): string | undefined =>
    pattern.test(line) ? line.replace(pattern, by) : undefined;

/** Whom a call reaches in JavaScript, from a word that begins it. */
const SCOPES = ["socket.emit(", "socket.broadcast.emit(", "io.emit("] as const;

const JAVASCRIPT: readonly Rule[] = [
  ...SCOPES.flatMap((from) =>
    SCOPES.filter((to) => to !== from).map((to) => ({
      what: `${to}…) for ${from}…)`,
      change: (line: string) =>
        line.includes(from) && !/\.(to|of)\(/.test(line)
          ? line.replace(from, to)
          : undefined,
    })),
  ),
  {
    what: "io.to for socket.to",
    change: replace(/socket\.to\(/, "io.to("),
  },
  {
    what: "everyone else for a room",
    change: replace(/socket\.to\([^)]*\)\.emit/, "socket.broadcast.emit"),
  },
  {
    what: "no acknowledgement",
    change: replace(/^(\s*)done\(.*\);$/, "$1void 0;"),
  },
  {
    what: "no join",
    change: replace(/^(\s*)socket\.join\(.*\);$/, "$1void 0;"),
  },
  {
    what: "another event emitted",
    change: replace(/\.emit\("([^"]+)"/, '.emit("$1-2"'),
  },
  {
    what: "another event listened for",
    change: replace(/socket\.on\("([^"]+)"/, 'socket.on("$1-2"'),
  },
  {
    what: "another namespace",
    change: replace(/io\.on\("connection"/, 'io.of("/2").on("connection"'),
  },
];

const PYTHON: readonly Rule[] = [
  {
    what: "the sender too",
    change: replace(/, include_self=False/, ""),
  },
  {
    what: "the sender alone",
    change: replace(/, broadcast=True, include_self=False/, ""),
  },
  {
    what: "everyone",
    change: (line) =>
      /^\s*emit\(.*\)$/.test(line) && !/broadcast|to=/.test(line)
        ? line.replace(/\)$/, ", broadcast=True)")
        : undefined,
  },
  {
    what: "everyone for a room",
    change: replace(/to=room/, "broadcast=True"),
  },
  {
    what: "no acknowledgement",
    change: replace(/^(\s*)return .*$/, "$1return None"),
  },
  {
    what: "no join",
    change: replace(/^(\s*)join_room\(.*\)$/, "$1pass"),
  },
  {
    what: "another event emitted",
    change: replace(/emit\("([^"]+)"/, 'emit("$1-2"'),
  },
  {
    what: "another event listened for",
    change: replace(/@socketio\.on\("([^"]+)"/, '@socketio.on("$1-2"'),
  },
  {
    what: "another namespace",
    change: replace(
      /@socketio\.on\("([^"]+)"\)/,
      '@socketio.on("$1", namespace="/2")',
    ),
  },
];

const CLIENT: readonly Rule[] = [
  {
    what: "another event emitted",
    change: replace(/\.(emit|emitWithAck)\("([^"]+)"/, '.$1("$2-2"'),
  },
  {
    what: "another event listened for",
    change: replace(/socket\.on\("([^"]+)"/, 'socket.on("$1-2"'),
  },
  {
    what: "sent twice",
    change: replace(/^(\s*)(?:await )?(socket\.emit\(.*\);)$/, "$1$2 $2"),
  },
  {
    what: "without its values",
    change: replace(/\.(emit|emitWithAck)\(("[^"]+"), .*\)/, ".$1($2)"),
  },
  {
    what: "not sent",
    change: replace(/^(\s*)socket\.emit\(.*\);$/, "$1void 0;"),
  },
  {
    what: "no timeout",
    change: replace(/socket\.timeout\(\d+\)/, "socket"),
  },
  {
    what: "once only",
    change: replace(/socket\.on\(/, "socket.once("),
  },
];

const RULES: Readonly<Record<AnswerFile, readonly Rule[]>> = {
  "server.js": JAVASCRIPT,
  "app.py": PYTHON,
  "client.jsx": CLIENT,
};

/** Each program that one rule makes of a solution by changing one line: all change what crosses the wire. */
export function mutantsOf(source: string, file: AnswerFile): Mutant[] {
  const rules = RULES[file];
  const lines = source.split("\n");
  return lines.flatMap((line, place) =>
    rules.flatMap(({ what, change }) => {
      const changed = change(line);
      if (changed === undefined || changed === line) return [];
      return [
        {
          what: `${what}, line ${place + 1}`,
          source: lines.with(place, changed).join("\n"),
        },
      ];
    }),
  );
}
