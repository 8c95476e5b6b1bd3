import { useSyncExternalStore } from "react";
import { BACKENDS } from "../server-choice/backends.ts";
import type { ChatSession } from "./chat-session.ts";
import { ChatDiagram } from "./ChatDiagram.tsx";
import { ClientFrame } from "./ClientFrame.tsx";
import { PlaybackButtons } from "./PlaybackButtons.tsx";
import { TripNews } from "./TripNews.tsx";
import { useChatSession } from "./use-chat-session.ts";
import "./chat-page.css";

const SAID = {
  node: "Everyone who visits this site and has chosen Node is here. Who has chosen Flask is on another server, which keeps what is written in the same file: you read one another, but do not see who is there and who writes.",
  flask:
    "Everyone who visits this site and has chosen Flask is here. Who has chosen Node is on another server, which keeps what is written in the same file: you read one another, but do not see who is there and who writes.",
  tab: "It runs in this tab, server and all: nobody else sees it. What is written is kept in this browser.",
} as const;

const placeOf = (session: ChatSession): string =>
  BACKENDS.find(({ id }) => id === session.server)?.place ?? "";

/** The messaging app, live, beside the diagram of what travels in it. */
export function ChatPage() {
  const { session, notice, remark, failure } = useChatSession();
  return (
    <div className="chat-page not-content" data-server={session?.server}>
      <section className="chat-clients" aria-label="The messaging app">
        {notice && <p className="chat-notice">{notice}</p>}
        {remark && <p className="chat-notice">{remark}</p>}
        {failure !== undefined && <p role="alert">{failure}</p>}
        {session ? (
          <div className="frames">
            {session.clients.map((client) => (
              <ClientFrame
                key={`${session.server} ${client.user}`}
                client={client}
              />
            ))}
          </div>
        ) : (
          failure === undefined && (
            <p className="chat-wait">Opening the chat…</p>
          )
        )}
      </section>
      <section className="chat-flow" aria-labelledby="chat-flow">
        <div className="chat-flow-head">
          <h2 id="chat-flow">
            What travels{session && <small> {placeOf(session)}</small>}
          </h2>
          {session && <PlaybackButtons playback={session.playback} />}
        </div>
        {session && <Flow key={session.server} session={session} />}
      </section>
    </div>
  );
}

function Flow({ session }: { session: ChatSession }) {
  const { playback, clients, inRoom, nameOf, server } = session;
  // Names change, and who is in a room: each beat draws what is so by then.
  useSyncExternalStore(playback.subscribe, playback.scene, playback.scene);
  const own = clients.map(({ user }) => ({
    id: user,
    name: nameOf(user) || "You",
  }));
  return (
    <>
      <ChatDiagram playback={playback} own={own} inRoom={inRoom} />
      <TripNews playback={playback} />
      <p className="chat-said">{SAID[server]}</p>
    </>
  );
}
