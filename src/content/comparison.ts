/** One thing to do, and what a client sees of it; each server's code is a region of its program. */
export interface Comparison {
  /** Name of the region in `server.js` and in `app.py`. */
  readonly id: string;
  /** What one does. */
  readonly title: string;
  /** Folder of `differences/` that holds both programs. */
  readonly program: string;
}
