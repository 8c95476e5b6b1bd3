import { useState } from "react";
import type { PageLab } from "../lab/current-lab.ts";
import type { ScreenSkeleton } from "../lab/skeleton.ts";
import { imperativeOf } from "./imperative.ts";

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
      {actions.map(({ id, label, order }) => (
        <button
          key={id}
          type="button"
          aria-disabled={page ? undefined : true}
          onClick={() => run(id)}
        >
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1 0l9 5-9 5z" />
          </svg>
          {/* Elsewhere on the page its client is not told by where it stands. */}
          <span>
            <span className="sr-only">{`${name}: `}</span>
            <span>{order ?? imperativeOf(name, label)}</span>
          </span>
        </button>
      ))}
      {error !== undefined && <p role="alert">{error}</p>}
    </div>
  );
}
