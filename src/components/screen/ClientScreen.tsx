import { memo, useSyncExternalStore, type ReactNode } from "react";
import type { ClientStatus } from "#lab/client/client-status.ts";
import type { LabClient } from "#lab/client/client.ts";
import type { Lab } from "#lab/lab.ts";
import { describeBroken } from "#lab/wire/fault-words.ts";
import { ActionButtons } from "./ActionButtons.tsx";
import { ConnectionStatus } from "./ConnectionStatus.tsx";
import type { PageLab } from "../lab/current-lab.ts";
import type { ScreenSkeleton } from "../lab/skeleton.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { useFrames } from "../ui/use-frames.ts";
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
  const body = page && client && (
    <ErrorBoundary
      key={page.key}
      title={`${skeleton.name}’s client.jsx stopped`}
    >
      <page.lesson.Screen socket={client.socket} name={client.name} />
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
    >
      {page && client ? (
        <ErrorBoundary title={`${client.name}’s status stopped working`}>
          <LiveHeader client={client} lab={page.lab} />
        </ErrorBoundary>
      ) : (
        <Header name={skeleton.name} status={waiting(skeleton)} />
      )}
      <div className="screen">{body ?? <EmptyScreen />}</div>
      <ActionButtons name={skeleton.name} actions={shown} page={page} />
    </div>
  );
});

function LiveHeader({ client, lab }: { client: LabClient; lab: Lab }) {
  const { faults } = client;
  // What is said of the whole lab isn't repeated for each of its clients.
  const trouble = useSyncExternalStore(
    lab.onTrouble,
    () => lab.trouble()?.text,
  );
  const status = useFrames(client.subscribe, client.status);
  const broken = describeBroken(useFrames(faults.subscribe, faults.state));
  return (
    <>
      <Header name={client.name} status={status} />
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
      {broken.length > 0 && (
        <p className="broken">{`✕ ${broken.join(", ")}`}</p>
      )}
    </>
  );
}

function Header({ name, status }: { name: string; status: ClientStatus }) {
  const { id } = status;
  return (
    <header>
      <b>{name}</b>
      <ConnectionStatus status={status} />
      <small title={id && `Socket id ${id}`}>{id && shorten(id)}</small>
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
