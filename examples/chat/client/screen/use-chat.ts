import { createContext, useContext, useSyncExternalStore } from "react";
import type { Chat } from "../chat/create-chat.ts";
import type { ChatState } from "../chat/state.ts";

/** The chat that this screen shows. */
export const ChatContext = createContext<Chat | undefined>(undefined);

/** What can be done in the chat. */
export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("This component belongs inside a ChatContext.");
  return chat;
}

/** A part of the chat's state; the component is drawn again when that part changes. */
export function useChatState<Part>(select: (state: ChatState) => Part): Part {
  const chat = useChat();
  return useSyncExternalStore(chat.subscribe, () => select(chat.getState()));
}
