import type { Answer, Asked, Path, Question } from "./finder.ts";

/** What a person's window measures in pixels: wide enough for prose and lab side by side. */
export const WINDOW = { width: 1440, height: 900 };

/** A browser under test, with one page: what the drivers of all engines can do. */
export interface Browser {
  /** Opens an address and waits until all that the page itself names is loaded. */
  open(url: string): Promise<void>;
  /** Asks the page's finder. */
  ask<Q extends Question>(question: Q, ...args: Asked<Q>): Promise<Answer<Q>>;
  /** Presses what is there as a pointer does; throws where nothing is. */
  press(path: Path): Promise<void>;
  /** Types a text there, and Enter after it; throws where nothing is. */
  write(path: Path, text: string): Promise<void>;
  /** What is seen of the page, as PNG. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}
