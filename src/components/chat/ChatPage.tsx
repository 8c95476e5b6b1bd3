import { useSyncExternalStore } from "react";
import type { ChatSession } from "./chat-session.ts";
import { ChatDiagram } from "./ChatDiagram.tsx";
import { ClientFrame } from "./ClientFrame.tsx";
import { PlaybackButtons } from "./PlaybackButtons.tsx";
import { TripNews } from "./TripNews.tsx";
import { useChatSession } from "./use-chat-session.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import "./chat-page.css";

/** The messaging app, live, beside the diagram of what travels in it. */
export const ChatPage = () => (
  <ErrorBoundary title="The chat stopped working">
    <WholeChat />
  </ErrorBoundary>
);

function WholeChat() {
  const { session, notice, remark, failure } = useChatSession();
  return (
    <div className="chat-page not-content" data-place={session?.choice.place}>
      <section className="chat-clients" aria-label="The messaging app">
        {notice && <p className="chat-notice">{notice}</p>}
        {remark && <p className="chat-notice">{remark}</p>}
        {failure !== undefined && <p role="alert">{failure}</p>}
        {session ? (
          <div className="frames">
            {session.clients.map((client) => (
              <ClientFrame
                key={`${session.choice.id} ${client.user}`}
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
            <span>What travels</span>
            {session && <small>{` ${session.choice.where}`}</small>}
          </h2>
          {session && <PlaybackButtons playback={session.playback} />}
        </div>
        {session && (
          <ErrorBoundary
            key={session.choice.id}
            title="The diagram stopped working"
          >
            <Flow session={session} />
          </ErrorBoundary>
        )}
      </section>
    </div>
  );
}

function Flow({ session }: { session: ChatSession }) {
  const { playback, clients, inRoom, nameOf, chat } = session;
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
      <p className="chat-said">{chat.said}</p>
    </>
  );
}
