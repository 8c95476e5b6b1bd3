import { Diagram } from "../diagram/Diagram.tsx";
import { PlaybackBar } from "../diagram/PlaybackBar.tsx";
import { Announcer } from "./Announcer.tsx";
import { ClientScreen } from "./ClientScreen.tsx";
import { resetLab } from "./current-lab.ts";
import { LabBar } from "./LabBar.tsx";
import { LabTabs } from "./LabTabs.tsx";
import { LabTrouble } from "./LabTrouble.tsx";
import type { LabShell } from "./shell.ts";
import { useLab } from "./use-lab.ts";
import "./people.css";
import "./lesson-lab.css";

/** A lesson's live lab: the stage, its playback, the clients' screens, the code and the packets. */
export function LessonLab({ lesson, programs, screens }: LabShell) {
  const state = useLab(lesson);
  const { page } = state;

  const reset = (): void => {
    // A failure is part of the state, which is shown.
    resetLab(lesson).catch(() => undefined);
  };

  return (
    <div className="lesson-lab">
      <LabBar page={page} clients={screens.length} onReset={reset} />
      <LabTrouble state={state} onReset={reset} />
      <div className="stage">
        <div className="stage-space">
          {page && (
            <Diagram key={page.key} lab={page.lab} playback={page.playback} />
          )}
        </div>
      </div>
      <div className="playback-place">
        {page && <PlaybackBar key={page.key} playback={page.playback} />}
      </div>
      <div className="split">
        <div className="clients">
          {screens.map((shell) => (
            <ClientScreen key={shell.name} shell={shell} page={page} />
          ))}
        </div>
        <LabTabs programs={programs} page={page} />
      </div>
      <Announcer playback={page?.playback} />
    </div>
  );
}
