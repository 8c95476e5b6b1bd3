import { useState } from "react";
import type { PageLab } from "../lab/current-lab.ts";
import type { ScreenSkeleton } from "../lab/skeleton.ts";

interface Props {
  name: string;
  actions: ScreenSkeleton["actions"];
  page: PageLab | undefined;
}

/** What the lesson lets a client do with one press. */
export function ActionButtons({ name, actions, page }: Props) {
  const [error, setError] = useState<string>();
  if (actions.length === 0) return null;

  const run = (id: string): void => {
    setError(undefined);
    // Nothing can be done in the past. A network that is paused stays so.
    if (page?.playback.state().past) page.playback.goLive();
    page?.lab.act(id).catch((thrown: unknown) => {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
    });
  };

  return (
    <div className="actions">
      {actions.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-disabled={page ? undefined : true}
          onClick={() => run(id)}
        >
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1 0l9 5-9 5z" />
          </svg>
          <ActionLabel name={name} label={label} />
        </button>
      ))}
      {error !== undefined && <p role="alert">{error}</p>}
    </div>
  );
}

/** On Alice's own screen, "Alice says hello" is short for itself without her name. */
function ActionLabel({ name, label }: { name: string; label: string }) {
  if (!label.startsWith(`${name} `)) return <span>{label}</span>;
  return (
    <span>
      <span className="sr-only">{`${name} `}</span>
      <span>{label.slice(name.length + 1)}</span>
    </span>
  );
}
