import { openLab, type Lab } from "../../lab/lab.ts";
import { createPlayback } from "../../lab/playback.ts";
import type { Playback } from "../../lab/playback-state.ts";
import { chosenBackend } from "./backends.ts";
import { loadLesson, type Lesson } from "./lessons.ts";

/** The lab of a page, with the clock of its stage. */
export interface PageLab {
  readonly lesson: Lesson;
  readonly lab: Lab;
  readonly playback: Playback;
  /** The server's name, as the reader knows it. */
  readonly server: string;
  /** Tells one lab from the next when it is opened anew. */
  readonly key: number;
}

/** What a page knows of its lab: nothing yet, the open lab, or why there is none. */
export interface LabState {
  readonly page?: PageLab;
  readonly failure?: string;
}

/** Before anything is loaded, and on the server. */
export const NO_LAB: LabState = {};

let state = NO_LAB;
let opening: Promise<PageLab> | undefined;
let opened = 0;
const listeners = new Set<() => void>();

let setStage: () => void;
/** Settles when there are screens to show a lab's first packets on. */
const stage = new Promise<void>((resolve) => (setStage = resolve));

const show = (next: LabState): void => {
  state = next;
  for (const listener of listeners) listener();
};

/** The page's lab, now; the same object until it changes. */
export const labState = (): LabState => state;

/** Told when the lab was opened, closed or could not be opened. Returns what ends it. */
export function onLabState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says that the page can show a lab: none opens before, so that no first packet is missed. */
export const stageIsSet = (): void => setStage();

/** Opens the page's lab, once, as soon as there is a stage for it. */
export function ensureLab(slug: string): Promise<PageLab> {
  opening ??= open(slug).catch((error: unknown) => {
    opening = undefined;
    show({ failure: describe(error) });
    throw error;
  });
  return opening;
}

/** Closes the page's lab and opens a new one, with a server, clients and a trace of its own. */
export function resetLab(slug: string): Promise<PageLab> {
  state.page?.playback.close();
  state.page?.lab.close();
  opening = undefined;
  return ensureLab(slug);
}

async function open(slug: string): Promise<PageLab> {
  const [lesson, backend] = await Promise.all([
    loadLesson(slug),
    chosenBackend().load(),
    stage,
  ]);
  const lab = openLab(slug, lesson.definition, backend);
  const playback = createPlayback(lab.trace);
  const page = { lesson, lab, playback, server: backend.label, key: ++opened };
  show({ page });
  return page;
}

const describe = (error: unknown): string =>
  `The lab could not be opened. Check the connection, then try again. (${error instanceof Error ? error.message : String(error)})`;
