import { keepPython, mayBeAsked, rememberNo } from "#offline/kept-python.ts";
import { bytesOf } from "#sandbox/python/load-parts.ts";
import type { PythonStep } from "#sandbox/python/open-python.ts";
import { siteRoot } from "../page/site-root.ts";
import "./python-line.css";

/** How long it's said that Python is kept, in milliseconds. */
const SAID_MS = 4_000;

let line: HTMLElement | undefined;

/**
 * Says on the page how far Python is, in a line that is there only meanwhile; once it runs, asks
 * whether it is to be kept for offline use, where that is open.
 */
export function showPythonStep(step: PythonStep): void {
  switch (step.kind) {
    case "loading":
      return say(`Loading Python and Flask: ${inMegabytes(step.all)} MB`, {
        soFar: `, ${Math.round((100 * step.loaded) / step.all)}% so far`,
      });
    case "starting":
      return say("Starting Python…");
    case "failed":
      return clear();
    case "running":
      clear();
      void ask(step.files);
  }
}

const inMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

let hasAsked = false;

async function ask(
  files: Extract<PythonStep, { kind: "running" }>["files"],
): Promise<void> {
  const root = siteRoot();
  if (hasAsked || !(await mayBeAsked(root, files))) return;
  hasAsked = true;
  const megabytes = Math.ceil(bytesOf(files) / 1e6);
  const buttons = {
    async Keep() {
      say("Keeping Python…");
      try {
        await keepPython(root, files);
        say("Python works offline now.");
      } catch {
        say(
          "Python could not be kept: the browser has no room, or the connection failed.",
        );
      }
      setTimeout(clear, SAID_MS);
    },
    "No, thanks"() {
      rememberNo();
      clear();
    },
  };
  say(`Keep Python for when you’re offline? It takes ${megabytes} MB.`, {
    buttons,
  });
}

/** What stands in the line beside its sentence. */
interface Beside {
  /** Seen, and not read aloud each time that it changes. */
  readonly soFar?: string;
  readonly buttons?: Readonly<Record<string, () => unknown>>;
}

function say(text: string, { soFar = "", buttons = {} }: Beside = {}): void {
  if (!line) {
    line = document.createElement("div");
    line.className = "python-line";
    line.setAttribute("role", "status");
    line.innerHTML = '<p><span></span><span aria-hidden="true"></span></p>';
    document.body.append(line);
  }
  const [sentence, counter] = line.querySelectorAll("span");
  if (sentence && sentence.textContent !== text) sentence.textContent = text;
  if (counter) counter.textContent = soFar;
  for (const old of line.querySelectorAll("button")) old.remove();
  for (const [label, press] of Object.entries(buttons)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => void press());
    line.append(button);
  }
}

function clear(): void {
  line?.remove();
  line = undefined;
}
