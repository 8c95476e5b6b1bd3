import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What is looked for by its role and, where that is not enough, its whole accessible name or its state. */
export interface Part {
  readonly role: string;
  readonly name?: string;
  readonly checked?: boolean;
}

/** Where something is in a page: a part, in it another, and so on. */
export type Path = readonly Part[];

declare global {
  interface Window {
    TestingLibraryDom: typeof import("@testing-library/dom");
  }
}

/** Finds things in the page that it runs in, by role and name, as assistive technology knows them. */
function createFinder() {
  const { fireEvent, queryAllByRole } = window.TestingLibraryDom;

  const all = (path: Path): HTMLElement[] =>
    path.reduce<HTMLElement[]>(
      (within, { role, ...options }) =>
        within.flatMap((element) => queryAllByRole(element, role, options)),
      [document.body],
    );

  /** Throws where there is none. */
  const first = (path: Path): HTMLElement => {
    const [element] = all(path);
    if (element) return element;
    throw new Error(`${location.href} has no ${JSON.stringify(path)}.`);
  };

  const trouble: string[] = [];
  addEventListener("error", ({ message, filename }) =>
    trouble.push(`${message} in ${filename}`),
  );
  addEventListener("unhandledrejection", ({ reason }) =>
    trouble.push(String(reason)),
  );

  return {
    /** Errors in the scripts of the page and its workers since the page was loaded. */
    trouble: (): string[] => trouble,
    /** The first of them, brought into view: WebKit's driver does not scroll. */
    inView(path: Path): HTMLElement {
      const element = first(path);
      element.scrollIntoView({ block: "center", behavior: "instant" });
      return element;
    },
    /** Chooses an option by its value: each engine has a list of its own, outside of the page. */
    select: (path: Path, value: string): void =>
      void fireEvent.change(first(path), { target: { value } }),
    count: (path: Path): number => all(path).length,
    texts: (path: Path): string[] => all(path).map((one) => one.textContent),
    /** The names that the page itself gives them. */
    labels: (path: Path): string[] =>
      all(path).map((one) => one.ariaLabel ?? ""),
    /** The text of each cell of each row of a table. */
    cells: (path: Path): string[][] =>
      all([...path, { role: "row" }]).map((row) =>
        queryAllByRole(row, "cell").map((cell) => cell.textContent.trim()),
      ),
    /** Whether all code has its height: before, what is below it may move. */
    codeIsLaidOut: (): boolean =>
      [...document.querySelectorAll(".expressive-code")].every(
        (block) => getComputedStyle(block).contentVisibility !== "auto",
      ),
    /** Whether the service worker serves this page. */
    isKept: (): boolean => navigator.serviceWorker.controller !== null,
  };
}

type Finder = ReturnType<typeof createFinder>;

/** What the finder can be asked; what is asked along with it, and what comes back. */
export type Question = Exclude<keyof Finder, "inView">;
export type Asked<Q extends keyof Finder> = Parameters<Finder[Q]>;
export type Answer<Q extends keyof Finder> = ReturnType<Finder[Q]>;

/** A script that gives a page its finder, which knows roles and names by Testing Library. */
export function finderScript(): string {
  const library = createRequire(import.meta.url).resolve(
    "@testing-library/dom/dist/@testing-library/dom.umd.min.js",
  );
  const finder = `window.finder = (${createFinder.toString()})()`;
  return `${readFileSync(library, "utf8")}\n;${finder};`;
}

/** The expression that asks it in the page. */
export const asking = <Q extends keyof Finder>(
  question: Q,
  ...args: Asked<Q>
): string => `window.finder.${question}(...${JSON.stringify(args)})`;
