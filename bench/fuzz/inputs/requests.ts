import type { Data } from "../driver.ts";
import type { Random } from "../random.ts";
import { mangled } from "./frames.ts";

/** Right ones more often than others. */
export const METHODS = [
  ...["GET", "GET", "GET", "POST", "POST", "PUT", "OPTIONS", "HEAD", "DELETE"],
  ...["PATCH", "TRACE", "CONNECT", "get", "G\u0000T", ""],
];
const VERSIONS = [
  ...Array.from({ length: 12 }, () => "HTTP/1.1"),
  ...["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1", "HTTP/x.y", "http/1.1"],
];
const QUERIES = {
  EIO: ["4", "4", "4", "3", "", "x", "4&EIO=4"],
  transport: [
    "polling",
    "polling",
    "websocket",
    "",
    "__proto__",
    "webtransport",
  ],
  j: ["0", "-1", "x", "", "9".repeat(5_000)],
  b64: ["1", ""],
  t: ["abc", "%00", "%ff"],
};

/** A path with its query, of the lab at `labPath` in most cases. */
export function target(
  random: Random,
  labPath: string,
  sid: string | undefined,
): string {
  const path = random.pick([
    ...Array.from({ length: 8 }, () => `${labPath}/`),
    ...[
      labPath,
      `${labPath}//`,
      "/",
      "*",
      "",
      "/healthz",
      "//",
      "/stream/socket.io/",
    ],
    ...[
      "/chat/socket.io/",
      "/labs/no/way/socket.io/",
      "/labs/%2e%2e/x/socket.io/",
    ],
    ...["/labs/fuzz/short/socket.io/", "/%00", "/%ff%fe", "http://a.example/"],
  ]);
  const query = Object.entries(QUERIES)
    .filter(([name]) =>
      random.chance(name === "EIO" || name === "transport" ? 92 : 6),
    )
    .map(([name, values]) => `${name}=${random.pick(values)}`);
  if (random.chance(50))
    query.push(`sid=${sid ?? random.pick(["", "no", "%00", "constructor"])}`);
  return mangled(random, `${path}?${query.join("&")}`, 6).replace(
    /[\r\n ]/g,
    "",
  );
}

/** Lines of a head. */
export const HEADERS = [
  ...[
    "Connection: keep-alive",
    "Connection: Upgrade",
    "Connection: upgrade, close",
  ],
  ...["Upgrade: websocket", "Upgrade: h2c", "Upgrade: websocket", "Upgrade:"],
  ...["Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8"],
  ...["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Key: no"],
  ...[
    "Origin: http://evil.example",
    "Origin: null",
    "Origin: http://[",
    "Origin:",
  ],
  ...[
    "Sec-Fetch-Site: cross-site",
    "X-Forwarded-For: 1.2.3.4",
    "X-Forwarded-For:",
  ],
  ...["Content-Type: application/octet-stream", "Content-Type: text/plain;a"],
  ...["Expect: 100-continue", "Expect: nothing", "Transfer-Encoding: chunked"],
  ...["Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity"],
  ...[
    "Content-Length: 0",
    "Content-Length: -1",
    "Content-Length: x",
    "Content-Length: 5, 5",
  ],
  ...["Content-Length: 99999999999", "Cookie: io=1; io=2", "Cookie: \u00ff"],
  ...[
    "no colon",
    ": no name",
    " folded",
    "A_B: c",
    "X\u0000: y",
    "Range: bytes=0-",
  ],
  ...[`X-Long: ${"x".repeat(9_000)}`, "Accept-Encoding: gzip", "Te: trailers"],
];

/** A request as it goes over the connection; the host is asked to close after it, mostly. */
export function request(
  random: Random,
  labPath: string,
  sid: string | undefined,
  data: Data,
): Buffer {
  const body = Buffer.from(data);
  const head = [
    `${random.pick(METHODS)} ${target(random, labPath, sid)} ${random.pick(VERSIONS)}`,
    ...(random.chance(90)
      ? [random.pick(["Host: a", "Host: a", "Host: a", "Host: a.example"])]
      : []),
    ...random.some(0, 4, () => random.pick(HEADERS)),
    ...(random.chance(70) ? [`Content-Length: ${body.length}`] : []),
  ];
  const text = `${mangled(random, head.join("\r\n"), 6)}\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(text, "latin1"),
    random.chance(15) ? chunked(random, body) : body,
  ]);
}

/** A body in chunks, right or nearly. */
function chunked(random: Random, body: Buffer): Buffer {
  const size = random.chance(80) ? body.length.toString(16) : "zz";
  return Buffer.concat([
    Buffer.from(`${size}\r\n`),
    body,
    Buffer.from(random.pick(["\r\n0\r\n\r\n", "\r\n0\r\n", "\r\n", "0"])),
  ]);
}
