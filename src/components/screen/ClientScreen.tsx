import { memo, useSyncExternalStore, type ReactNode } from "react";
import type { PageClient } from "#lab/client/client.ts";
import type { ClientStatus } from "#lab/client/client-status.ts";
import type { AnyLab } from "#lab/lab.ts";
import type { SeenClient } from "#lab/playback/seen.ts";
import { describeBroken } from "#lab/wire/fault-words.ts";
import { ActionButtons } from "./ActionButtons.tsx";
import { ConnectionStatus } from "./ConnectionStatus.tsx";
import { LiveScreen } from "./LiveScreen.tsx";
import { NotSentYet } from "./NotSentYet.tsx";
import type { PageLab } from "../lab/current-lab.ts";
import type { ScreenSkeleton } from "../lab/skeleton.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { useFrames } from "../ui/use-frames.ts";
import "./client-program.css";
import "./client-screen.css";

interface Props {
  skeleton: ScreenSkeleton;
  /** The lab, once it is open. */
  page: PageLab | undefined;
  /** Ids of the actions that stand on the screen; all of the client's by default. */
  actions?: readonly string[];
}

const waiting = ({ offline }: ScreenSkeleton): ClientStatus => ({
  state: offline ? "disconnected" : "connecting",
  transport: undefined,
  id: undefined,
  reason: undefined,
  retry: undefined,
  recovered: false,
  refusal: undefined,
  loss: undefined,
});

/** One client of the lab: who it is, how it is connected, and its own program's screen. */
export const ClientScreen = memo(function ClientScreen({
  skeleton,
  page,
  actions,
}: Props) {
  const client = page?.lab.client(skeleton.name);
  const seen = page?.clients.find(({ name }) => name === skeleton.name);
  // The reader's own has its screen in a frame, which lies over this one's place.
  const body = page && client && "socket" in client && (
    <ErrorBoundary
      key={page.key}
      title={`${skeleton.name}’s client.jsx stopped`}
    >
      <page.lesson.Screen
        socket={(client as PageClient).socket}
        name={client.name}
      />
    </ErrorBoundary>
  );
  const shown = skeleton.actions.filter(
    ({ id }) => actions?.includes(id) ?? true,
  );
  return (
    <div
      className="client"
      role="group"
      aria-label={skeleton.name}
      data-person={skeleton.name}
      onKeyDownCapture={page?.lab.endStart}
      onPointerDownCapture={page?.lab.endStart}
    >
      {page && seen ? (
        <ErrorBoundary title={`${seen.name}’s status stopped working`}>
          <LiveHeader client={seen} lab={page.lab} />
        </ErrorBoundary>
      ) : (
        <Header name={skeleton.name} status={waiting(skeleton)} />
      )}
      {body ? (
        <LiveScreen key={page.key} playback={page.playback}>
          {body}
        </LiveScreen>
      ) : (
        <div className="screen">
          <EmptyScreen />
        </div>
      )}
      <ActionButtons name={skeleton.name} actions={shown} page={page} />
    </div>
  );
});

function LiveHeader({ client, lab }: { client: SeenClient; lab: AnyLab }) {
  // What is said of the whole lab isn't repeated for each of its clients.
  const trouble = useSyncExternalStore(
    lab.onTrouble,
    () => lab.trouble()?.text,
  );
  const status = useFrames(client.status.subscribe, client.status.read);
  const faults = useFrames(client.faults.subscribe, client.faults.read);
  const broken = describeBroken(faults);
  const words = broken.length > 0 ? `✕ ${broken.join(", ")}` : "";
  return (
    <>
      <Header
        name={client.name}
        status={status}
        broken={status.id === undefined ? words : ""}
      />
      {[status.refusal, status.loss].map(
        (said) =>
          said !== undefined &&
          said !== trouble && (
            <p key={said} className="broken" role="status">
              {said}
            </p>
          ),
      )}
      {status.recovered && <p className="recovered">✓ session recovered</p>}
      {status.id !== undefined && words !== "" && (
        <p className="broken">{words}</p>
      )}
      <NotSentYet client={client} />
    </>
  );
}

function Header({
  name,
  status,
  broken = "",
}: {
  name: string;
  status: ClientStatus;
  /** Stands in the place of the socket's id, where it has none. */
  broken?: string;
}) {
  const { id } = status;
  return (
    <header>
      <b data-initial={name.charAt(0)}>{name}</b>
      {broken === "" ? (
        <small title={id && `Socket id ${id}`}>{id && shorten(id)}</small>
      ) : (
        <span className="broken">{broken}</span>
      )}
      <ConnectionStatus status={status} />
    </header>
  );
}

/** Stands where the lesson's own screen will be. */
function EmptyScreen(): ReactNode {
  return (
    <>
      <div className="log" />
      <div className="field" aria-hidden="true">
        <span className="input" />
      </div>
    </>
  );
}

const shorten = (id: string): string => `${id.slice(0, 4)}…${id.slice(-2)}`;
