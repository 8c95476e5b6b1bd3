import { lazy, Suspense, useState } from "react";
import { createPortal } from "react-dom";
import type { Language, ProgramFile } from "#lab/language.ts";
import type { LitLine } from "#lab/playback/beat.ts";
import { CodePane } from "../../code/CodePane.tsx";
import type { PageLab } from "../current-lab.ts";

/** Loaded when the reader begins to edit. */
const EditProgram = lazy(() => import("./EditProgram.tsx"));

/** A program to show, and to whom, where that is not everyone. */
export interface ShownProgram {
  readonly file: ProgramFile;
  readonly source: string;
  readonly readers?: readonly Language[] | undefined;
}

interface Props {
  program: ShownProgram;
  page: PageLab | undefined;
  lit: readonly LitLine[];
  broken: number | undefined;
  /** Where the button stands that lets the program be edited. */
  actionPlace: HTMLElement | null;
}

/** What the page runs that a reader writes; Python where the build had one. */
const EDITED: readonly ProgramFile[] =
  import.meta.env["HAS_PYTHON"] === false
    ? ["server.js"]
    : ["server.js", "app.py"];

/** The program that runs, which the reader can change and run. */
export function ProgramTab({ program, page, lit, broken, actionPlace }: Props) {
  const [edits, setEdits] = useState(false);
  const { file, source, readers } = program;
  const own = page?.own;
  // An exercise has an editor of its own.
  const canEdit =
    page !== undefined &&
    EDITED.includes(file) &&
    (own === undefined || own.instead !== undefined);
  if (edits && canEdit)
    return (
      <Suspense>
        <EditProgram
          page={page}
          file={file}
          source={own?.instead ?? source}
          onDone={() => setEdits(false)}
        />
      </Suspense>
    );
  return (
    <>
      <CodePane
        file={file}
        source={source}
        lit={lit}
        broken={broken}
        readers={readers}
      />
      {canEdit &&
        actionPlace &&
        createPortal(
          <button type="button" onClick={() => setEdits(true)}>
            Edit
          </button>,
          actionPlace,
        )}
    </>
  );
}
