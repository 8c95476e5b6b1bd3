import { useMemo, useState } from "react";
import { Diagram } from "../diagram/Diagram.tsx";
import { PlaybackBar } from "../playback/PlaybackBar.tsx";
import { PlaybackKeys } from "../playback/PlaybackKeys.tsx";
import { StageNote } from "../playback/StageNote.tsx";
import { Announcer } from "./Announcer.tsx";
import { ClientsFrame } from "../screen/ClientsFrame.tsx";
import { ClientScreen } from "../screen/ClientScreen.tsx";
import { resetLab } from "./current-lab.ts";
import { Divider } from "./room/Divider.tsx";
import { EnlargeButton } from "./room/EnlargeButton.tsx";
import { keepSpeed } from "../playback/kept-speed.ts";
import { LabBar } from "./LabBar.tsx";
import { LabTabs } from "./LabTabs.tsx";
import { LabTrouble } from "./LabTrouble.tsx";
import { goBackToPressed } from "./sheet.ts";
import { screenSkeletons, type LabSkeleton } from "./skeleton.ts";
import { useShownPacket } from "./shown-packet.ts";
import { StepChoice } from "./StepChoice.tsx";
import { useLab } from "./use-lab.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import "../ui/people.css";
import "./lab-tabs.css";
import "./lesson-lab.css";
import "./room/lab-beside.css";

/** A lesson's live lab: the stage, its playback, the clients' screens, the code and the packets. */
export const LessonLab = (skeleton: LabSkeleton) => (
  <ErrorBoundary title="The lab stopped working">
    <WholeLab {...skeleton} />
  </ErrorBoundary>
);

function WholeLab({ lesson, steps, ...skeleton }: LabSkeleton) {
  const state = useLab(lesson);
  const { page } = state;
  const toShow = useShownPacket(page);
  const open = page?.lesson;
  // Each step has screens and programs of its own.
  const screens = useMemo(
    () => (open ? screenSkeletons(open.definition) : skeleton.screens),
    [open, skeleton.screens],
  );

  /** The part that fills the lab; the same button gives the others their room back. */
  const [enlarged, setEnlarged] = useState<"diagram" | "lower">();
  const enlarge = (part: "diagram" | "lower"): void =>
    setEnlarged((now) => (now === part ? undefined : part));

  const reset = (): void => {
    // A failure is part of the state, which is shown.
    resetLab(open?.slug ?? lesson).catch(() => undefined);
  };

  return (
    <div
      className="lesson-lab"
      data-enlarged={enlarged}
      onKeyDown={({ key }) => {
        if (key !== "Escape") return;
        if (enlarged) setEnlarged(undefined);
        else goBackToPressed();
      }}
    >
      <ErrorBoundary title="The lab’s toolbar stopped working">
        <LabBar page={page} clients={screens.length} onReset={reset} />
      </ErrorBoundary>
      {steps.length > 0 && (
        <StepChoice steps={steps} running={open?.slug} begins={lesson} />
      )}
      <LabTrouble state={state} onReset={reset} />
      <div className="upper">
        <div className="stage">
          <div className="stage-space">
            {page && (
              <ErrorBoundary key={page.key} title="The diagram stopped working">
                <Diagram
                  trace={page.lab.trace}
                  clients={page.clients}
                  playback={page.playback}
                  wrong={toShow?.wrong ? toShow.hop : undefined}
                />
              </ErrorBoundary>
            )}
          </div>
        </div>
        <div className="playback-place">
          {page && (
            <ErrorBoundary
              key={page.key}
              title="The playback bar stopped working"
            >
              <PlaybackBar playback={page.playback} onSpeed={keepSpeed}>
                <EnlargeButton
                  what="the diagram"
                  enlarged={enlarged === "diagram"}
                  onPress={() => enlarge("diagram")}
                />
              </PlaybackBar>
              <div className="stage-line">
                <StageNote lab={page.lab} playback={page.playback} />
                <PlaybackKeys playback={page.playback} />
              </div>
            </ErrorBoundary>
          )}
        </div>
        <div className="clients">
          {screens.map((skeleton) => (
            <ClientScreen key={skeleton.name} skeleton={skeleton} page={page} />
          ))}
          <ClientsFrame page={page} />
        </div>
      </div>
      <Divider />
      <ErrorBoundary title="The code and packets stopped working">
        <LabTabs
          programs={open?.programs ?? skeleton.programs}
          page={page}
          enlarged={enlarged === "lower"}
          onEnlarge={() => enlarge("lower")}
        />
      </ErrorBoundary>
      <Announcer playback={page?.playback} />
    </div>
  );
}
