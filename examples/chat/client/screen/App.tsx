import type { Chat } from "../chat/create-chat.ts";
import { ChatContext, useChatState } from "./use-chat.ts";
import { ConnectionStatus } from "./ConnectionStatus.tsx";
import { NameForm } from "./NameForm.tsx";
import { OpenRoom } from "./OpenRoom.tsx";
import { RoomList } from "./RoomList.tsx";
import "./app.css";
import "./rooms.css";
import "./messages.css";
import "./colours.css";

/** The whole chat on the screen. */
export function App({ chat }: { chat: Chat }) {
  return (
    <ChatContext value={chat}>
      <div className="chat-app">
        <Screen />
      </div>
    </ChatContext>
  );
}

function Screen() {
  const isNamed = useChatState(({ me }) => me.name !== "");
  const open = useChatState((state) => state.open);
  const isThere = useChatState(({ rooms }) =>
    open === undefined ? false : (rooms[open]?.joined ?? false),
  );
  if (!isNamed) return <NameForm />;
  return (
    <div className={isThere ? "screen in-room" : "screen"}>
      <div className="side">
        <RoomList />
        <ConnectionStatus />
      </div>
      <div className="main">
        {open !== undefined && isThere ? (
          <OpenRoom key={open} name={open} />
        ) : (
          <p className="nothing">Choose a room, or begin a new one.</p>
        )}
      </div>
    </div>
  );
}
