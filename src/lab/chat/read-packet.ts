import { TOLD_EVENTS, type ToldEvent } from "#contract/chat.ts";
import type { Person } from "./chat-beat.ts";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const textIn = (record: Record<string, unknown>, name: string) => {
  const value = record[name];
  return typeof value === "string" ? value : undefined;
};

/** The fields of a packet's first argument; none where it is no object. */
export const fieldsOf = ([first]: readonly unknown[]) =>
  isRecord(first) ? first : {};

export const personIn = (
  fields: Record<string, unknown>,
): Person | undefined => {
  const person = isRecord(fields["person"]) ? fields["person"] : fields;
  const id = textIn(person, "id");
  const name = textIn(person, "name");
  return id === undefined || name === undefined ? undefined : { id, name };
};

export const isTold = (event: string | undefined): event is ToldEvent =>
  TOLD_EVENTS.some((one) => one === event);

/** What a packet asks for or tells of: a room, and a message in it where it is about one. */
export function subjectOf(args: readonly unknown[]): {
  room: string;
  message: string | undefined;
} {
  const fields = fieldsOf(args);
  return { room: textIn(fields, "room") ?? "", message: textIn(fields, "id") };
}

/** Who wrote a message that came. */
export function authorOf(args: readonly unknown[]): Person {
  const fields = fieldsOf(args);
  return {
    id: textIn(fields, "user") ?? "",
    name: textIn(fields, "name") ?? "Someone",
  };
}

/** What an acknowledgement says. */
export function answerIn(args: readonly unknown[]) {
  const fields = fieldsOf(args);
  const { messages, present, room } = fields;
  return {
    ok: fields["ok"] === true,
    error: textIn(fields, "error") ?? "it said no",
    messages: Array.isArray(messages) ? messages.length : undefined,
    room: isRecord(room) ? textIn(room, "name") : undefined,
    present: Array.isArray(present)
      ? present.flatMap((one) => (isRecord(one) ? (personIn(one) ?? []) : []))
      : undefined,
  };
}
