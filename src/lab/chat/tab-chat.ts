import type { ChatNews, ChatPlace } from "./chat-place.ts";
export function openTabChat(_news: ChatNews): Promise<ChatPlace> {
  return Promise.reject(new Error("not yet"));
}
