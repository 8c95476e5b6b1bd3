/**
 * The Content-Security-Policy of a page: the site's own files, and of the scripts within the page
 * only those of the given hashes. A server sends it; on a host that sends none, the page has it.
 */
export function contentPolicy(scriptHashes: readonly string[]): string {
  const scripts = [
    "'self'",
    "'wasm-unsafe-eval'",
    ...scriptHashes.map((hash) => `'${hash}'`),
  ];
  return [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    // Takes in the WebSocket of the same host.
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}
