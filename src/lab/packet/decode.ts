import { attachmentOfBase64, attachmentOfBytes } from "./attachment.ts";
import { engineTypeOf, textsIn } from "./engine.ts";
import { decodeMessage } from "./message.ts";
import { isObject, parseJson } from "./payload.ts";
import { ENGINE_WORDS, probeWords } from "./words.ts";
import {
  QUIET,
  type DecodedPacket,
  type Direction,
  type FramePart,
  type MessageFields,
  type TransportName,
} from "./packet.ts";

/**
 * Takes a frame apart into its packets; never throws, a malformed packet says so in `error`.
 * Only polling joins packets with a separator. Knowing the direction makes the words more exact.
 */
export function decodeFrame(
  data: string | Uint8Array,
  transport: TransportName,
  direction?: Direction,
): DecodedPacket[] {
  if (typeof data !== "string") {
    return [
      { ...QUIET, engine: "binary", transport, ...attachmentOfBytes(data) },
    ];
  }
  const texts = transport === "polling" ? textsIn(data) : [data];
  return texts.map((text) => decodeText(text, transport, direction));
}

function decodeText(
  text: string,
  transport: TransportName,
  direction: Direction | undefined,
): DecodedPacket {
  const base = { ...QUIET, transport, text, bytes: undefined };
  const engine = engineTypeOf(text);
  if (engine === "binary")
    return { ...base, engine, ...attachmentOfBase64(text) };
  const digit = text.slice(0, 1);
  const rest = text.slice(1);
  if (engine === "unknown") {
    const error =
      text === ""
        ? "The packet is empty: it should begin with its Engine.IO type, a digit from 0 to 6."
        : `“${digit}” is no Engine.IO packet type: those are the digits 0 to 6.`;
    const parts =
      text === "" ? [] : [{ text, name: "not understood", words: error }];
    return { ...base, engine, error, parts };
  }
  const type = {
    text: digit,
    name: `Engine.IO ${engine}`,
    words: ENGINE_WORDS[engine],
  };
  if (engine === "message") {
    const { parts, ...fields } = decodeMessage(rest, direction);
    return { ...base, ...fields, engine, parts: [type, ...parts] };
  }
  if (engine === "open") {
    const { part, ...fields } = decodeHandshake(rest);
    return { ...base, ...fields, engine, parts: part ? [type, part] : [type] };
  }
  if (rest === "") return { ...base, engine, parts: [type] };
  const isProbe = (engine === "ping" || engine === "pong") && rest === "probe";
  const part: FramePart = isProbe
    ? { text: rest, name: "probe", words: probeWords(engine, transport) }
    : {
        text: rest,
        name: "unused text",
        words: `Text that a ${engine} packet makes no use of.`,
      };
  return { ...base, engine, data: rest, parts: [type, part] };
}

function decodeHandshake(text: string): Pick<
  MessageFields,
  "data" | "error"
> & {
  part: FramePart | undefined;
} {
  const parsed = parseJson(text);
  const data = parsed.ok ? parsed.value : undefined;
  if (isObject(data) && typeof data["sid"] === "string") {
    const words =
      "sid names this connection, upgrades lists the transports it may change to, and pingInterval and pingTimeout set its heartbeat, in milliseconds.";
    return {
      data,
      error: undefined,
      part: { text, name: "handshake data", words },
    };
  }
  const error = parsed.ok
    ? "The handshake should be a JSON object with a sid, the name of the connection."
    : "The handshake's data is missing or is not JSON.";
  const part =
    text === "" ? undefined : { text, name: "not understood", words: error };
  return { data, error, part };
}
