import type { ProgramRef } from "#lab/backends/backend.ts";
import { realClock } from "#lab/clock.ts";
import { openLab, openLabOf, type AnyLab } from "#lab/lab.ts";
import { createPlayback } from "#lab/playback/playback.ts";
import type { ProgramFile } from "#lab/language.ts";
import type { Playback } from "#lab/playback/playback-state.ts";
import { seenClient, type SeenClient } from "#lab/playback/seen.ts";
import { createStagePace, type StagePace } from "#lab/playback/stage-pace.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { FrameClients } from "#sandbox/clients/open-clients.ts";
import { clientSandbox } from "../screen/clients-frame.ts";
import { keptSpeed } from "../playback/kept-speed.ts";
import { shownFor, type BackendChoice } from "../server-choice/backends.ts";
import {
  findServer,
  goOnInTab,
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

type Find = (program: ProgramRef) => Promise<FoundServer>;

/** A program of the reader's own, with the lab that it is run in. */
export interface OwnProgram {
  /** The lab, as a lesson; `slug` is its exercise. */
  readonly lesson: Lesson;
  readonly file: ProgramFile;
  readonly source: string;
  /** The clients' program, where that is the reader's own too: it runs in a frame. */
  readonly client?: string | undefined;
  /** The lesson's own text in whose place it runs; an exercise has none. */
  readonly instead?: string;
  /** Finds what runs it. */
  readonly find: Find;
  /** The network is not slowed down, whatever speed the reader has chosen. */
  readonly realTime: boolean;
}

/** The lab of a page, with the clock of its stage. */
export interface PageLab {
  readonly lesson: Lesson;
  readonly lab: AnyLab;
  readonly playback: Playback;
  /** The lab's clients, as the playback shows them. */
  readonly clients: readonly SeenClient[];
  readonly server: BackendChoice;
  /** Tells one lab from the next when it is opened anew. */
  readonly key: number;
  /** The reader's own program, where the lab runs that. */
  readonly own?: OwnProgram | undefined;
  /** The frame of the clients' screens, where the reader wrote them. */
  readonly frame?: FrameClients | undefined;
}

/** What a page knows of its lab: nothing yet, the open lab, or why there is none. */
export interface LabState {
  readonly page?: PageLab;
  readonly failure?: string;
  /** Why the lab does not run where the reader wants it, and whose absence that is. */
  readonly notice?: { readonly text: string; readonly away: string };
}

/** Before anything is loaded, and on the server. */
export const NO_LAB: LabState = {};

/** The lab that the page is to have, by its lesson; `lab` settles when it is open, or cannot be. */
interface Wanted {
  readonly slug: string;
  readonly own?: OwnProgram | undefined;
  readonly lab?: Promise<PageLab>;
}

let state = NO_LAB;
/** The latest that was begun: whatever was begun before it is overtaken. */
let wanted: Wanted | undefined;
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
  return wanted?.lab ?? begin(slug, findServer);
}

/** Opens this lesson's lab, or step's, unless it is the page's lab already. */
export function switchLab(slug: string): Promise<PageLab> {
  return wanted?.slug === slug ? ensureLab(slug) : begin(slug, findServer);
}

/** Closes the page's lab and opens a new one, with a server, clients and a trace of its own. */
export function resetLab(slug: string): Promise<PageLab> {
  const own = state.page?.own;
  return own?.lesson.slug === slug
    ? openOwnLab({ ...own, realTime: false })
    : begin(slug, findServer);
}

/** Runs the lesson's own program again, where the lab runs one of the reader's. */
export const leaveOwnLab = (slug: string): Promise<PageLab> =>
  begin(slug, findServer);

/** Opens a lab for a program of the reader's own in the place of the page's lab. */
export function openOwnLab(own: OwnProgram): Promise<PageLab> {
  return begin(own.lesson.slug, own.find, undefined, own);
}

/**
 * Runs the page's lab on another server and keeps that choice. Where the server is not there, a
 * lab that runs where it would run instead goes on as it is.
 */
export async function chooseServer(id: string): Promise<void> {
  keepServer(id);
  forgetAway(id);
  forgetAsked();
  // Without a lab there is none to move; what opens later, or is just opening, finds the choice.
  if (wanted && !wanted.own) await begin(wanted.slug, findServer, state.page);
}

/** Opens the page's lab anew in the tab, while its server is away. */
export async function moveToTab({ lesson, server }: PageLab): Promise<void> {
  await begin(lesson.slug, (program) => goOnInTab(program, server));
}

/** Says no more in this visit why labs do not run where the reader wants them. */
export function dismissNotice(): void {
  if (!state.notice) return;
  const { away } = state.notice;
  // What holds for one lesson, or for a moment, was not noted, and is said again.
  if (whyAway(away) !== null) noteAway(away, "");
  show(state.page ? { page: state.page } : NO_LAB);
}

/** Opens a lab in the place of what is open or opening; `keep` goes on where it would be the same. */
function begin(
  slug: string,
  find: Find,
  keep?: PageLab,
  own?: OwnProgram,
): Promise<PageLab> {
  const lab: Promise<PageLab> = Promise.all([
    own?.lesson ?? loadLesson(slug),
    find({ lesson: slug }),
    own?.client === undefined ? undefined : clientsOf(own.client),
    stage,
  ]).then(
    ([lesson, found, openFrame]) => {
      if (wanted !== mine) return overtaken(slug);
      return settle(lesson, found, { keep, own, openFrame });
    },
    (error: unknown) => {
      if (wanted !== mine) return overtaken(slug);
      fail(slug, describe(error));
      throw error;
    },
  );
  const mine: Wanted = { slug, own, lab };
  wanted = mine;
  return lab;
}

/** What comes of a lab when meanwhile another was begun. */
function overtaken(slug: string): Promise<PageLab> {
  if (wanted?.slug === slug) return ensureLab(slug);
  return Promise.reject(new Error(OTHER_STEP));
}

/** Opens the frame of the reader's clients. */
type OpenFrame = (definition: LabDefinition, pace: StagePace) => FrameClients;

/** What runs a client.jsx of the reader's own, once there is a place for its screens. */
async function clientsOf(client: string): Promise<OpenFrame> {
  const [{ openClients }, sandbox] = await Promise.all([
    import("#sandbox/clients/open-clients.ts"),
    clientSandbox(),
  ]);
  return (definition, pace) =>
    openClients(client, definition, sandbox.start(), pace);
}

/** How a lab is opened that is not just its lesson's. */
interface Opening {
  readonly keep?: PageLab | undefined;
  readonly own?: OwnProgram | undefined;
  readonly openFrame?: OpenFrame | undefined;
}

function settle(
  lesson: Lesson,
  found: FoundServer,
  { keep, own, openFrame }: Opening,
): PageLab {
  const { choice, instead, notice } = found;
  const stays =
    instead &&
    keep?.server === choice &&
    keep === state.page &&
    keep.lesson.slug === lesson.slug;
  if (!stays) closeLab();
  const page = stays ? keep : open(lesson, found, own, openFrame);
  show({
    page,
    ...(instead && notice && { notice: { text: notice, away: instead.id } }),
  });
  // A sandbox is no server that the header offers.
  if (!own) showServer(shownFor(instead ?? choice, choice));
  return page;
}

function open(
  lesson: Lesson,
  { choice, backend, next }: FoundServer,
  own?: OwnProgram,
  openFrame?: OpenFrame,
): PageLab {
  const { slug, definition } = lesson;
  const speed = own?.realTime ? "real" : keptSpeed();
  const pace = createStagePace(definition.protocol, speed !== "real");
  const program = own
    ? { source: own.source, file: own.file }
    : { lesson: slug };
  const frame = openFrame?.(definition, pace);
  const lab: AnyLab = frame
    ? openLabOf(frame.makeClient, program, definition, backend, pace)
    : openLab(program, definition, backend, pace);
  const playback = createPlayback(lab.trace, realClock, pace, {
    speed,
    inTurn: own?.realTime ?? false,
  });
  const clients = lab.clients.map((client) => seenClient(playback, client));
  const page: PageLab = {
    lesson,
    lab,
    playback,
    clients,
    server: choice,
    key: ++opened,
    own,
    frame,
  };
  lab.onTrouble(() => {
    const trouble = lab.trouble();
    if (trouble?.kind !== "absent" || state.page !== page) return;
    // A failure is part of the state, which is shown.
    begin(slug, () => next(trouble.text)).catch(() => undefined);
  });
  return page;
}

/** Says that no lab could be opened; one that is open goes on. */
function fail(slug: string, failure: string): void {
  const { page } = state;
  wanted = page
    ? { slug: page.lesson.slug, own: page.own, lab: Promise.resolve(page) }
    : { slug };
  show({ ...(page && { page }), failure });
  if (page) showServer(page.server);
}

function closeLab(): void {
  state.page?.playback.close();
  state.page?.lab.close();
  state.page?.frame?.close();
}

const OTHER_STEP =
  "Another step was chosen before this one was open. Press it again.";

const describe = (error: unknown): string =>
  `The lab could not be opened. Check the connection, then try again. (${error instanceof Error ? error.message : String(error)})`;
