import type { ProgramError } from "#contract/stream.ts";
import type { ServerNews } from "./backends/backend.ts";

/** What keeps a lab from running, as the reader is told. */
export interface LabTrouble {
  /** "absent": no server was ever reached; "away": it was, and is being looked for. */
  readonly kind: "program" | "refused" | "stopped" | "absent" | "away";
  readonly text: string;
}

/** The trouble that a lab is in. */
export interface Troubles {
  now(): LabTrouble | undefined;
  /** Told when it changed. Returns what ends it. */
  subscribe(listener: () => void): () => void;
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

/** Keeps what troubles a lab; `note` puts a sentence in its trace. */
export function createTroubles(note: (text: string) => void): Troubles {
  const listeners = new Set<() => void>();
  let now: LabTrouble | undefined;

  const set = (next: LabTrouble | undefined): void => {
    now = next;
    for (const listener of listeners) listener();
  };
  const say = (kind: LabTrouble["kind"], text: string): void => {
    note(text);
    set({ kind, text });
  };

  return {
    now: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refuse: (text) => say("refused", text),
    runs() {
      if (now && now.kind !== "program") set(undefined);
    },
    news: {
      programError: (error) => say("program", describeError(error)),
      refused: ({ message }) => say("refused", message),
      stopped: (why) => say("stopped", why),
      note(text, reach) {
        // It is said at each attempt.
        if (reach && reach === now?.kind) return;
        note(text);
        if (reach === "back") {
          if (now?.kind === "away") set(undefined);
        } else if (reach && now?.kind !== "program") set({ kind: reach, text });
      },
    },
  };
}
