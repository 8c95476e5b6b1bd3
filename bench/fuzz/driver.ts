import type { Random } from "./random.ts";

/** What came of sending something. */
export interface Exchange {
  /** What was sent, as Latin-1. */
  readonly sent: string;
  /** All that came, as Latin-1; an answer to a request begins as HTTP does. */
  readonly answer: string;
  /** The server neither answered nor closed. */
  readonly hung: boolean;
  /** It went by WebSocket or WebTransport, which may be closed without a word. */
  readonly isStream?: boolean;
}

/** Text, or bytes. */
export type Data = string | Uint8Array;

/** What carries inputs to a server. */
export interface Driver {
  /** Opens a session by long polling. */
  open(path: string): Promise<string | undefined>;
  /** Sends a payload in a session. */
  post(path: string, sid: string, payload: Data): Promise<Exchange>;
  /** Sends frames by a WebSocket of its own or of a session, and waits until they are read. */
  frames(
    path: string,
    sid: string | undefined,
    frames: readonly Data[],
  ): Promise<Exchange>;
  /** Sends a request that is right, nearly right or wrong. */
  request(
    random: Random,
    path: string,
    sid: string | undefined,
    body: Data,
  ): Promise<Exchange>;
}
