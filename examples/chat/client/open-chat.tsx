import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { ChatClientSocket } from "./chat/ask.ts";
import { createBrowserStorage } from "./chat/browser-storage.ts";
import { createChat } from "./chat/create-chat.ts";
import { App } from "./screen/App.tsx";
import { ErrorBoundary } from "./screen/ErrorBoundary.tsx";

/**
 * Shows the chat of a socket, which is not connected yet, in an element, with a room open where one
 * is named; gives what ends it.
 */
export function openChat(
  element: Element,
  socket: ChatClientSocket,
  storage = createBrowserStorage(),
  room?: string,
) {
  const chat = createChat(socket, storage);
  chat.open(room);
  const root = createRoot(element);
  root.render(
    <StrictMode>
      <ErrorBoundary>
        <App chat={chat} />
      </ErrorBoundary>
    </StrictMode>,
  );
  return () => {
    root.unmount();
    chat.close();
  };
}
