/** Codes that end a connection or a stream: HTTP/3 (RFC 9114), QPACK (RFC 9204), WebTransport. */
export const CODE = {
  noError: 0x100,
  internalError: 0x102,
  streamCreationError: 0x103,
  closedCriticalStream: 0x104,
  frameUnexpected: 0x105,
  excessiveLoad: 0x107,
  missingSettings: 0x10a,
  requestRejected: 0x10b,
  messageError: 0x10e,
  decompressionFailed: 0x200,
  /** A stream of a session that is not there, or that takes no more. */
  streamRejected: 0x3994_bd84,
  sessionGone: 0x170d_7b68,
} as const;

/** The client broke a rule of HTTP/3: its connection ends with this code. */
export class Http3Error extends Error {
  override readonly name = "Http3Error";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
