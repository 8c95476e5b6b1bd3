import { Diagram } from "../diagram/Diagram.tsx";
import { Announcer } from "../lab/Announcer.tsx";
import { ClientScreen } from "../screen/ClientScreen.tsx";
import { resetLab } from "../lab/current-lab.ts";
import { StageNote } from "../playback/StageNote.tsx";
import { LabTrouble } from "../lab/LabTrouble.tsx";
import { LastDelivery } from "./LastDelivery.tsx";
import type { LabSkeleton } from "../lab/skeleton.ts";
import { useLab } from "../lab/use-lab.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import "../ui/people.css";
import "./front-lab.css";

interface Props extends Pick<LabSkeleton, "lesson" | "screens"> {
  /** Ids of the actions that stand on the clients' screens. */
  actions: readonly string[];
}

/** A lab small enough for the front page: the stage, the clients, and the frame that arrived last. */
export const FrontLab = (props: Props) => (
  <ErrorBoundary title="The lab stopped working">
    <SmallLab {...props} />
  </ErrorBoundary>
);

function SmallLab({ lesson, screens, actions }: Props) {
  const state = useLab(lesson);
  const { page } = state;

  const reset = (): void => {
    // A failure is part of the state, which is shown.
    resetLab(lesson).catch(() => undefined);
  };

  return (
    <div className="front-lab">
      <LabTrouble state={state} onReset={reset} />
      <div className="stage stage-space" data-low>
        {page && (
          <ErrorBoundary key={page.key} title="The diagram stopped working">
            <Diagram
              trace={page.lab.trace}
              clients={page.clients}
              playback={page.playback}
              low
            />
          </ErrorBoundary>
        )}
      </div>
      <div className="pace">
        {page && <StageNote lab={page.lab} playback={page.playback} />}
      </div>
      <div className="two">
        {screens.map((skeleton) => (
          <ClientScreen
            key={skeleton.name}
            skeleton={skeleton}
            page={page}
            actions={actions}
          />
        ))}
      </div>
      <p className="delivery">
        {page ? (
          <LastDelivery key={page.key} trace={page.lab.trace} />
        ) : (
          <span>Connecting to the server.</span>
        )}
      </p>
      <Announcer playback={page?.playback} />
    </div>
  );
}
