/** The documents of a sandbox, made by the build (`src/build/sandbox.ts`). */
declare module "virtual:sandbox-documents" {
  /** The sandboxed document, for `srcdoc`. */
  export const inner: string;
  /** Where the document around it is, below the site's root. */
  export const address: string;
}

/** The worker that runs a server's program in a sandbox, as the text of one classic script. */
declare module "virtual:sandbox-worker" {
  const text: string;
  export default text;
}

/** What runs the reader's clients in a sandbox, as the text of one module. */
declare module "virtual:sandbox-frame" {
  const text: string;
  export default text;
}
