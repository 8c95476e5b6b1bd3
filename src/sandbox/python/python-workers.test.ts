/** Flask in the tab, in a thread of Node: what a reader's own program may do to it. */
import { describe, expect, it } from "vitest";
import type { LabTrouble } from "#lab/lab-trouble.ts";
import { openLab } from "#lab/lab.ts";
import { isHandler } from "#lab/trace/trace.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { lessonsDirs } from "#tests/support/lab/lessons-dirs.ts";
import { openDefinedLab } from "#tests/support/lab/open-defined-lab.ts";
import { flaskInThread } from "#tests/support/python/flask-in-thread.ts";
import {
  makePythonFirst,
  STARTING_MS,
} from "#tests/support/python/python-in-thread.ts";
import { handling, serving } from "#tests/support/python/programs.ts";

makePythonFirst();

const DEFINITION = { clients: ["Alice"], actions: {} } as const;
const flask = flaskInThread(lessonsDirs.site);

const ECHO = serving(`@socketio.on("ask")
def on_ask(n):
    return n + 1`);

/** The first trouble of a lab that runs a program, in which Alice says go. */
async function troubleOf(source: string): Promise<LabTrouble> {
  const lab = openLab({ source, file: "app.py" }, DEFINITION, flask.backend);
  const alice = lab.client("Alice").socket;
  alice.on("connect", () => alice.emit("go"));
  try {
    return await new Promise((resolve) => {
      lab.onTrouble(() => {
        const trouble = lab.trouble();
        if (trouble) resolve(trouble);
      });
      lab.start();
    });
  } finally {
    lab.close();
  }
}

/** What a program answers Alice, in a lab of its own. */
async function ask(
  source: string,
  event: string,
  ...values: unknown[]
): Promise<unknown> {
  await using lab = await openDefinedLab(
    { source, file: "app.py" },
    DEFINITION,
    flask,
  );
  return (await lab.socket("Alice").emitWithAck(event, ...values)) as unknown;
}

describe.skipIf(!isFlaskInstalled())(
  "Flask in the tab",
  { timeout: STARTING_MS },
  () => {
    it("runs a program that nobody has seen before, and tells its steps with their lines", async () => {
      await using lab = await openDefinedLab(
        { source: ECHO, file: "app.py" },
        DEFINITION,
        flask,
      );
      expect(await lab.socket("Alice").emitWithAck("ask", 1)).toBe(2);
      const [handled] = await lab.until(() => {
        const steps = lab.trace.hops.filter(isHandler);
        return steps.length === 0 ? undefined : steps;
      });
      expect(handled?.step).toMatchObject({ event: "ask", line: 7 });
    });

    it.for([
      ["at its top", serving("while True:\n    pass"), 7],
      ["in a handler", handling("while True: pass"), 9],
      [
        "in a function that it calls",
        handling("f = lambda: f", "for _ in iter(int, 1):", "    f()"),
        10,
      ],
      [
        "in a comprehension",
        handling("x = 1", "return [n for n in iter(int, 1)]"),
        10,
      ],
      [
        "whatever it catches",
        handling(
          "while True:",
          "    try:",
          "        emit",
          "    except:",
          "        pass",
        ),
        9,
      ],
      [
        "in a thread",
        handling(
          "import threading",
          "def work():",
          "    while True: pass",
          "threading.Thread(target=work).start()",
        ),
        11,
      ],
    ] as const)(
      "stops a program that loops for ever %s, says where, and runs the next",
      async ([, source, line]) => {
        const { kind, text, line: told } = await troubleOf(source);
        expect(kind).toBe("program");
        expect(text).toContain(`Line ${line} ran for 1 second without a pause`);
        expect(told).toBe(line);
        expect(await ask(ECHO, "ask", 1)).toBe(2);
      },
    );

    it("ends what no tick reaches by its silence, and runs the next", async () => {
      const { kind, text } = await troubleOf(handling("sum(iter(int, 1))"));
      expect(kind).toBe("stopped");
      expect(text).toContain("did not answer for 2 seconds");
      expect(await ask(ECHO, "ask", 1)).toBe(2);
    });

    it("stops a program that floods the page", async () => {
      const { kind, text } = await troubleOf(
        handling("for n in range(5000):", "    emit('again', n)"),
      );
      expect(kind).toBe("stopped");
      expect(text).toContain("did more in a second");
    });

    it.for([
      [
        "an error in a handler",
        handling("x = {}", "return x['a']"),
        /KeyError/,
        10,
      ],
      ["no program", serving("def f(:"), /SyntaxError/, 7],
      ["a module that isn't there", "import nothing_here\n", /nothing_here/, 1],
      ["no server", "x = 1\n", /never makes a server/, undefined],
      [
        "sys.exit()",
        handling("import sys", "sys.exit(3)"),
        /SystemExit: 3/,
        10,
      ],
    ] as const)(
      "tells %s by the reader's own file and line",
      async ([, source, text, line]) => {
        const trouble = await troubleOf(source);
        expect(trouble.text).toContain(
          line ? `app.py, line ${line}` : "app.py",
        );
        expect(trouble.text).toMatch(text);
        expect(trouble.line).toBe(line);
      },
    );

    it("changes nothing for the next program, whatever one changes of what they share", async () => {
      const meddling = handling(
        "import time, json, flask_socketio, colorsys",
        "time.time = json.dumps = flask_socketio.emit = lambda *_: 'changed'",
        "SocketIO.__mro__[2].emit = lambda *_: 'changed'",
        "colorsys.left = time.left = 'behind'",
        "return time.time()",
      );
      expect(await ask(meddling, "go")).toBe("changed");
      const next = handling(
        "import time, json, flask_socketio, colorsys",
        "called = SocketIO.__mro__[2].emit.__name__",
        "left = [hasattr(each, 'left') for each in (colorsys, time)]",
        "return [time.time() > 1, json.dumps(1), called, flask_socketio.emit.__name__, left]",
      );
      const [time, text, called, emit, left] = (await ask(
        next,
        "go",
      )) as unknown[];
      expect({ time, text, called, emit, left }).toEqual({
        time: true,
        text: "1",
        called: "emit",
        emit: "say",
        left: [false, false],
      });
    });

    it("runs the next program in the same Python, unless one has filled it", async () => {
      const leaving = (bytes: number) =>
        handling(
          "import sys",
          "sys.left = 1",
          `return len(bytearray(${bytes}))`,
        );
      const looking = handling("import sys", "return hasattr(sys, 'left')");
      expect(await ask(leaving(1_000), "go")).toBe(1_000);
      expect(await ask(looking, "go")).toBe(true);
      expect(await ask(leaving(3e8), "go")).toBe(3e8);
      expect(await ask(looking, "go")).toBe(false);
    });

    it("runs fifty programs one after the other, and keeps nothing of them", async () => {
      for (let n = 0; n < 50; n += 1)
        expect(await ask(ECHO.replace("n + 1", `n + ${n}`), "ask", 1)).toBe(
          n + 1,
        );
      const counting = handling(
        "import gc",
        "gc.collect()",
        "import gevent",
        "kinds = (SocketIO.__mro__[1], gevent.Greenlet)",
        "return [sum(isinstance(o, k) for o in gc.get_objects()) for k in kinds]",
      );
      const [servers, greenlets] = (await ask(counting, "go")) as [
        number,
        number,
      ];
      expect(servers).toBeLessThanOrEqual(2);
      expect(greenlets).toBeLessThanOrEqual(12);
    });
  },
);
