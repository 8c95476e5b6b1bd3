import type { ProgramError } from "#contract/stream.ts";
import type { ServerNews } from "./backends/backend.ts";

/** What keeps a lab from running, as the reader is told. */
export interface LabTrouble {
  /**
   * "refused": the server is there and says no; "absent": none was ever reached; "broken": what
   * answers doesn't work as a server; "away": it did, and is being looked for.
   */
  readonly kind:
    "program" | "refused" | "stopped" | "absent" | "broken" | "away";
  readonly text: string;
  /** Where it failed: a file of the lab's programs, and the line of it where that is known. */
  readonly file?: string;
  readonly line?: number;
}

/** The trouble that a lab is in. */
export interface Troubles {
  now(): LabTrouble | undefined;
  /** Told when it or the notices changed. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** What in the program has no effect in a lab, each once; the same array until it changed. */
  notices(): readonly string[];
  /** The reader has read the notices. */
  dismissNotices(): void;
  refuse(text: string): void;
  /** The server tells of steps, so it runs. */
  runs(): void;
  /** What a server says of its trouble. */
  readonly news: Omit<ServerNews, "hops">;
}

const describeError = ({
  message,
  file,
  line,
  column,
}: ProgramError): string => {
  const place =
    line === undefined
      ? file
      : `${file}, line ${line}${column === undefined ? "" : `, column ${column}`}`;
  return `${place}: ${message}`;
};

/** What is wrong where the lab's clients reach a server whose stream of steps is absent. */
const NO_STEPS =
  "The clients are connected, but this page can't receive what happens inside the server, so the diagram leaves that out.";

/**
 * Keeps what troubles a lab. `note` puts a sentence in its trace; `isReached` says whether a client
 * is connected: then a server is there, whatever else fails.
 */
export function createTroubles(
  note: (text: string) => void,
  isReached: () => boolean,
): Troubles {
  const listeners = new Set<() => void>();
  let now: LabTrouble | undefined;
  let notices: readonly string[] = [];
  /** A program that is started again says the same again. */
  const noticed = new Set<string>();

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const set = (next: LabTrouble | undefined): void => {
    now = next;
    tell();
  };
  const say = (
    kind: LabTrouble["kind"],
    text: string,
    { file, line }: { file?: string; line?: number | undefined } = {},
  ): void => {
    // It is said at each attempt.
    if (now?.kind === kind && now.text === text) return;
    note(text);
    set({
      kind,
      text,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    });
  };

  return {
    now: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notices: () => notices,
    dismissNotices() {
      notices = [];
      tell();
    },
    refuse: (text) => say("refused", text),
    runs() {
      if (now && now.kind !== "program") set(undefined);
    },
    news: {
      programError: (error) => say("program", describeError(error), error),
      programNotice(notice) {
        const text = describeError(notice);
        if (noticed.has(text)) return;
        noticed.add(text);
        note(text);
        notices = [...notices, text];
        tell();
      },
      refused: ({ message }) => say("refused", message),
      stopped: (why) => say("stopped", why),
      note(text, reach) {
        const isLost = reach === "absent" || reach === "broken";
        if (isLost && isReached()) say("broken", NO_STEPS);
        else if (reach === undefined || reach === "back") {
          note(text);
          if (reach && now?.kind !== "program") set(undefined);
        } else if (now?.kind === "program") note(text);
        else say(reach, text);
      },
    },
  };
}
