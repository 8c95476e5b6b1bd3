import { useEffect, useRef, useSyncExternalStore } from "react";
import { openChat } from "#chat/client/open-chat.tsx";
import type { PageClient } from "./chat-session.ts";

/** The app, as one client of the page sees it, and what breaks its network. */
export function ClientFrame({ client }: { client: PageClient }) {
  const { faults, label } = client;
  const app = useRef<HTMLDivElement>(null);
  const { cut } = useSyncExternalStore(
    faults.subscribe,
    faults.state,
    faults.state,
  );

  useEffect(() => {
    const element = app.current?.appendChild(document.createElement("div"));
    if (!element) return undefined;
    const close = openChat(element, client.socket, client.storage, client.room);
    return () => {
      // React does not take a root away while it draws another.
      setTimeout(() => {
        close();
        element.remove();
      });
    };
  }, [client]);

  const whose = label === undefined ? "my network" : `${label}'s network`;
  return (
    <div
      className="client-frame"
      role="group"
      aria-label={label ?? "Your chat"}
    >
      <div className="client-bar">
        <b>{label ?? "Your client"}</b>
        <button
          type="button"
          aria-pressed={cut}
          onClick={() => (cut ? faults.restore() : faults.cut())}
        >
          {`${cut ? "Restore" : "Cut"} ${whose}`}
        </button>
      </div>
      <div className="client-app" ref={app} data-cut={cut} />
    </div>
  );
}
