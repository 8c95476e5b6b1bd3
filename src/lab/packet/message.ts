import type {
  Direction,
  FramePart,
  MessageFields,
  SocketType,
} from "./packet.ts";
import { parseJson, payloadError } from "./payload.ts";
import { ackWords, attachmentWords, dataPart, socketWords } from "./words.ts";

const SOCKET_TYPES = [
  "connect",
  "disconnect",
  "event",
  "ack",
  "connect_error",
  "binary_event",
  "binary_ack",
] as const satisfies readonly SocketType[];

/** Takes the text of an Engine.IO message apart as a packet of Socket.IO 5. */
export function decodeMessage(
  text: string,
  direction: Direction | undefined,
): MessageFields & { readonly parts: readonly FramePart[] } {
  const parts: FramePart[] = [];
  const found = {
    socket: undefined as SocketType | undefined,
    namespace: "/",
    ack: undefined as number | undefined,
    attachments: 0,
    event: undefined as string | undefined,
    args: [] as readonly unknown[],
    data: undefined as unknown,
  };
  let at = 0;
  const take = (length: number, name: string, words: string): void => {
    parts.push({ text: text.slice(at, at + length), name, words });
    at += length;
  };
  const stop = (error: string) => {
    if (at < text.length) take(text.length - at, "not understood", error);
    return { ...found, error, parts };
  };

  const type = /^[0-6]/.test(text) ? SOCKET_TYPES[Number(text[0])] : undefined;
  if (type === undefined) {
    return stop(
      text === ""
        ? "The message is empty: it should begin with its Socket.IO type, a digit from 0 to 6."
        : `“${text.slice(0, 1)}” is no Socket.IO packet type: those are the digits 0 to 6.`,
    );
  }
  found.socket = type;
  take(1, `Socket.IO ${type.replace("_", " ")}`, socketWords(type, direction));

  if (isBinaryType(type)) {
    const digits = /^\d+(?=-)/.exec(text.slice(at))?.[0];
    const attachments = Number(digits);
    if (digits === undefined || attachments < 1) {
      return stop(
        "A binary packet should say how many attachments follow, then a dash: “1-”.",
      );
    }
    found.attachments = attachments;
    take(digits.length + 1, "attachments", attachmentWords(attachments));
  }

  const beforeNamespace = { at, parts: parts.length };
  const namespace = /^\/[^,]*,?/.exec(text.slice(at))?.[0];
  if (namespace !== undefined) {
    found.namespace = namespace.replace(/,$/, "");
    takeNamespace(namespace, take);
  }
  const id = /^\d+/.exec(text.slice(at))?.[0];
  if (id !== undefined) {
    found.ack = Number(id);
    take(id.length, "acknowledgement id", ackWords(type));
  }

  const json = text.slice(at);
  const parsed = parseJson(json);
  const error =
    json !== "" && !parsed.ok
      ? "What follows is not JSON."
      : payloadError(
          type,
          found.ack,
          parsed.ok ? parsed.value : undefined,
          found.attachments,
        );
  const open = namespace === undefined ? -1 : namespace.search(/[[{"]/);
  if (open !== -1 && (error !== undefined || !namespace?.endsWith(","))) {
    // The namespace ran into the data: go back and end it where the data seems to begin.
    parts.length = beforeNamespace.parts;
    at = beforeNamespace.at;
    found.namespace = text.slice(at, at + open);
    found.ack = undefined;
    take(open, "namespace", "The namespace this packet belongs to.");
    return stop(
      "A comma is missing between the namespace and what follows it.",
    );
  }
  if (parsed.ok) found.data = parsed.value;
  if (error !== undefined) return stop(error);

  const { data } = found;
  if (Array.isArray(data)) {
    const isEvent = type === "event" || type === "binary_event";
    if (isEvent) found.event = String(data[0]);
    found.args = isEvent ? data.slice(1) : data;
  }
  if (json !== "") {
    const { name, words } = dataPart(type, data, found.attachments, direction);
    take(json.length, name, words);
  }
  return { ...found, error: undefined, parts };
}

function takeNamespace(
  text: string,
  take: (length: number, name: string, words: string) => void,
): void {
  const query = text.indexOf("?");
  const ends = text.endsWith(",") ? " The comma ends it." : "";
  const words = "The namespace this packet belongs to.";
  if (query === -1) return take(text.length, "namespace", words + ends);
  take(query, "namespace", words);
  take(
    text.length - query,
    "namespace query",
    `A query after the namespace: Node reads it as part of the name, Flask leaves it out.${ends}`,
  );
}

const isBinaryType = (type: SocketType): boolean =>
  type === "binary_event" || type === "binary_ack";
