import type { PythonParts } from "#contract/python.ts";

/** A file that Python is made of. */
export interface PartFile {
  readonly part: keyof PythonParts | "worker";
  /** Below the site's root. */
  readonly address: string;
  /** The hash of its content, as in `integrity`. */
  readonly integrity: string;
  readonly bytes: number;
  /** What of it travels from a host that compresses, in bytes. */
  readonly travels: number;
}

/** What of it has come, and all of it, in bytes as they travel. */
export interface Progress {
  readonly loaded: number;
  readonly all: number;
}

/** Python, loaded: its parts, and the script of the worker that runs it. */
export interface LoadedPython {
  readonly parts: PythonParts;
  readonly worker: string;
}

/** What all of it takes on its way, in bytes. */
export const bytesOf = (files: readonly PartFile[]): number =>
  files.reduce((sum, { travels }) => sum + travels, 0);

/** Loads Python from below `root`; `tell` is told how far it is. Rejects where a file is not to be had. */
export async function loadParts(
  files: readonly PartFile[],
  root: string,
  tell: (progress: Progress) => void,
): Promise<LoadedPython> {
  const all = bytesOf(files);
  let loaded = 0;
  const load = async (file: PartFile): Promise<ArrayBuffer> => {
    const response = await fetch(new URL(file.address, root));
    if (!response.ok || !response.body)
      throw new Error(`${file.address} is not there (${response.status}).`);
    const content = new Uint8Array(file.bytes);
    let at = 0;
    for await (const chunk of chunksOf(response.body)) {
      content.set(chunk, at);
      at += chunk.length;
      loaded += (chunk.length / file.bytes) * file.travels;
      tell({ loaded, all });
    }
    return content.buffer;
  };
  const contents = Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.part, await load(file)] as const),
    ),
  ) as Record<PartFile["part"], ArrayBuffer>;
  const { worker, ...parts } = contents;
  return { parts, worker: new TextDecoder().decode(worker) };
}

/** Not every browser iterates over a stream. */
async function* chunksOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
