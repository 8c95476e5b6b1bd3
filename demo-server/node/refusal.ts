import type { ServerResponse } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import * as v from "valibot";
import told from "#contract/refusals.json" with { type: "json" };
import { fill, type Values } from "#contract/sentences.ts";
import { refusal, type Refusal } from "#contract/stream.ts";

/** HTTP's status for each refusal. */
export const STATUS: Readonly<Record<Refusal["code"], number>> = told.statuses;

/** Why a host may refuse: each has a code and a sentence. */
export type Why = keyof typeof told.refusals;

/** A refusal as it is told; `values` stand in its sentence. */
export function refusalOf(why: Why, values?: Values): Refusal {
  const { code, message } = told.refusals[why];
  return v.parse(refusal, { code, message: fill(message, values) });
}

/** The host will not do what was asked. */
export class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly refusal: Refusal;

  constructor(why: Why, values?: Values) {
    const refused = refusalOf(why, values);
    super(refused.message);
    this.refusal = refused;
  }
}

/** Any thrown value as a refusal; what is not one already becomes a bad request. */
export function toRefusal(thrown: unknown): Refusal {
  if (thrown instanceof RefusalError) return thrown.refusal;
  return refusalOf("unreadable");
}

/** Answers a request with a refusal. */
export function refuseRequest(res: ServerResponse, refusal: Refusal): void {
  if (res.headersSent) {
    res.end();
    return;
  }
  const body = JSON.stringify(refusal);
  res.writeHead(STATUS[refusal.code], {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    // Its body, if it has one, is not read: the connection cannot be used again.
    Connection: "close",
  });
  res.end(body);
}

/** Answers an upgrade with a refusal, as plain HTTP, and closes its socket. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[refusal.code];
  const body = JSON.stringify(refusal);
  socket.once("finish", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n` +
      "Content-Type: application/json; charset=utf-8\r\n" +
      `Content-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}
