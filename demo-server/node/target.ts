import * as v from "valibot";
import { CHAT_PATH } from "#contract/chat.ts";
import { FLASK_PREFIX, HEALTH_PATH } from "#contract/health.ts";
import { labId, lessonSlug, STREAM_PATH } from "#contract/stream.ts";
import { RefusalError } from "./refusal.ts";

/** What a URL of the host asks for. */
export type Target =
  | { to: "lab"; lesson: string; id: string; opens: boolean }
  | { to: "stream"; opens: boolean }
  | { to: "chat"; opens: boolean }
  | { to: "flask"; asksHealth: boolean }
  | { to: "health" };

/** Whether a URL is the host's to answer; any other belongs to the site. */
export function isHostUrl(url: string): boolean {
  return (
    /^\/(?:labs|stream|flask|chat\/socket\.io)\//.test(url) ||
    url.split("?")[0] === HEALTH_PATH
  );
}

/** Reads a URL of the host; throws a refusal for one that can mean nothing. */
export function readTarget(url: string): Target {
  const { path, opens } = split(url);
  if (path === HEALTH_PATH) return { to: "health" };
  if (path.startsWith(`${FLASK_PREFIX}/`))
    return { to: "flask", asksHealth: path === FLASK_PREFIX + HEALTH_PATH };
  if (path === STREAM_PATH) return { to: "stream", opens };
  if (path === CHAT_PATH) return { to: "chat", opens };
  const [, lesson, id] =
    /^\/labs\/([^/]+)\/([^/]+)\/socket\.io$/.exec(path) ?? [];
  if (lesson === undefined || id === undefined) {
    throw new RefusalError("nothingHere");
  }
  if (!v.is(lessonSlug, lesson)) {
    throw new RefusalError("noSuchLesson");
  }
  if (!v.is(labId, id)) {
    throw new RefusalError("badLabId");
  }
  return { to: "lab", lesson, id, opens };
}

/** The path without its last slash, and whether the query asks for a new connection. */
function split(url: string): { path: string; opens: boolean } {
  const mark = url.indexOf("?");
  const path = (mark < 0 ? url : url.slice(0, mark)).replace(/\/$/, "");
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark));
  return { path, opens: !query.get("sid") };
}
