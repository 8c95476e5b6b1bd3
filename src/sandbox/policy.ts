/**
 * The Content-Security-Policy of a sandbox, and of the document around it: nothing but text that it
 * is handed. Of connections it forbids what a policy can: `fetch`, WebSocket, images, forms,
 * navigation. WebAssembly is for a Python that is handed over.
 */
export const sandboxPolicy = (bootHash: string): string =>
  [
    "default-src 'none'",
    `script-src '${bootHash}' blob: 'wasm-unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "worker-src blob:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");

const head = (policy: string): string =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off">`;

/**
 * The document around the sandboxed ones: of the site's own origin, without any script. A frame in
 * it takes its policy, which forbids it to be taken to another address: a policy of the frame's own
 * could not.
 */
export const outerDocument = (policy: string): string =>
  `${head(policy)}<title>Sandbox</title>`;

/** The sandboxed document, for `srcdoc`: no request, so that it opens offline too. */
export const innerDocument = (policy: string, boot: string): string =>
  `${head(policy)}<title>Sandbox</title><script>${boot}</script>`;
