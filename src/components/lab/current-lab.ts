import type { BackendId } from "#lab/backends/backend.ts";
import { openLab, type Lab } from "#lab/lab.ts";
import { createPlayback } from "#lab/playback/playback.ts";
import type { Playback } from "#lab/playback/playback-state.ts";
import type { BackendChoice } from "../server-choice/backends.ts";
import {
  fallBack,
  findServer,
  standIn,
  type FoundServer,
} from "../server-choice/find-server.ts";
import {
  forgetAsked,
  forgetAway,
  keepServer,
  noteAway,
  whyAway,
} from "../server-choice/kept-server.ts";
import { loadLesson, type Lesson } from "./lessons.ts";
import { showServer } from "../server-choice/show-server.ts";

/** The lab of a page, with the clock of its stage. */
export interface PageLab {
  readonly lesson: Lesson;
  readonly lab: Lab;
  readonly playback: Playback;
  readonly server: BackendChoice;
  /** Tells one lab from the next when it is opened anew. */
  readonly key: number;
}

/** What a page knows of its lab: nothing yet, the open lab, or why there is none. */
export interface LabState {
  readonly page?: PageLab;
  readonly failure?: string;
  /** Why the lab does not run where the reader wants it, and whose absence that is. */
  readonly notice?: { readonly text: string; readonly away: BackendId };
}

/** Before anything is loaded, and on the server. */
export const NO_LAB: LabState = {};

type Find = (slug: string) => Promise<FoundServer>;

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

/** Opens the page's lab, once, as soon as there is a stage for it; `slug` where it has none yet. */
export function ensureLab(slug: string): Promise<PageLab> {
  return opening ?? begin(slug, findServer);
}

/** Opens this lesson's lab, or step's, unless it is the page's lab already. */
export function switchLab(slug: string): Promise<PageLab> {
  return openingSlug === slug ? ensureLab(slug) : begin(slug, findServer);
}

/** Closes the page's lab and opens a new one, with a server, clients and a trace of its own. */
export function resetLab(slug: string): Promise<PageLab> {
  return begin(slug, findServer);
}

/**
 * Runs the page's lab on another server and keeps that choice. Where the server is not there, a
 * lab that runs where it would run instead goes on as it is.
 */
export async function chooseServer(id: BackendId): Promise<void> {
  keepServer(id);
  forgetAway(id);
  forgetAsked();
  // Without a lab there is none to move; what opens later, or is just opening, finds the choice.
  if (openingSlug !== undefined)
    await begin(openingSlug, findServer, state.page);
}

/** Opens the page's lab anew in the tab, while its server is away. */
export async function goOnInTab({ lesson, server }: PageLab): Promise<void> {
  noteAway(server.id, "");
  await begin(lesson.slug, () => fallBack(server, ""));
}

/** Says no more in this visit why labs do not run where the reader wants them. */
export function dismissNotice(): void {
  if (!state.notice) return;
  const { away } = state.notice;
  // What holds for one lesson, or for a moment, was not noted, and is said again.
  if (whyAway(away) !== null) noteAway(away, "");
  show(state.page ? { page: state.page } : NO_LAB);
}

let openingSlug: string | undefined;

/** Opens a lab in the place of what is open or opening; `keep` goes on where it would be the same. */
function begin(slug: string, find: Find, keep?: PageLab): Promise<PageLab> {
  openingSlug = slug;
  const mine: Promise<PageLab> = Promise.all([
    loadLesson(slug),
    find(slug),
    stage,
  ]).then(
    ([lesson, found]) => {
      if (opening !== mine) return overtaken(slug);
      return settle(lesson, found, keep);
    },
    (error: unknown) => {
      if (opening !== mine) return overtaken(slug);
      fail(describe(error));
      throw error;
    },
  );
  opening = mine;
  return mine;
}

/** What comes of a lab when meanwhile another was begun. */
function overtaken(slug: string): Promise<PageLab> {
  if (openingSlug === slug) return ensureLab(slug);
  return Promise.reject(new Error(OTHER_STEP));
}

/** What the page's choice shows: the server it runs on, or that whose program the reader wants. */
const shownFor = ({ choice, instead }: FoundServer): BackendChoice =>
  instead && instead.program !== choice.program ? instead : choice;

function settle(lesson: Lesson, found: FoundServer, keep?: PageLab): PageLab {
  const { choice, instead, notice } = found;
  const stays =
    instead &&
    keep?.server === choice &&
    keep === state.page &&
    keep.lesson.slug === lesson.slug;
  if (!stays) closeLab();
  const page = stays ? keep : open(lesson, found);
  show({
    page,
    ...(instead && notice && { notice: { text: notice, away: instead.id } }),
  });
  showServer(shownFor(found).id);
  return page;
}

function open(lesson: Lesson, { choice, backend }: FoundServer): PageLab {
  const lab = openLab(lesson.slug, lesson.definition, backend);
  const playback = createPlayback(lab.trace);
  const page = { lesson, lab, playback, server: choice, key: ++opened };
  lab.onTrouble(() => {
    const trouble = lab.trouble();
    if (trouble?.kind !== "absent" || state.page !== page) return;
    noteAway(choice.id, trouble.text);
    // A failure is part of the state, which is shown.
    begin(lesson.slug, (slug) => standIn(slug, choice, trouble.text)).catch(
      () => undefined,
    );
  });
  return page;
}

/** Says that no lab could be opened; one that is open goes on. */
function fail(failure: string): void {
  const { page } = state;
  opening = page && Promise.resolve(page);
  if (page) openingSlug = page.lesson.slug;
  show({ ...(page && { page }), failure });
  if (page) showServer(page.server.id);
}

function closeLab(): void {
  state.page?.playback.close();
  state.page?.lab.close();
}

const OTHER_STEP =
  "Another step was chosen before this one was open. Press it again.";

const describe = (error: unknown): string =>
  `The lab could not be opened. Check the connection, then try again. (${error instanceof Error ? error.message : String(error)})`;
