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

/** Python on its way: its parts, and the script of the worker that runs it, which comes first. */
export interface LoadingPython {
  readonly parts: Promise<PythonParts>;
  readonly worker: Promise<string>;
}

/** What all of it takes on its way, in bytes. */
export const bytesOf = (files: readonly PartFile[]): number =>
  files.reduce((sum, { travels }) => sum + travels, 0);

/** Loads Python from below `root`; `tell` is told how far it is. Both reject where a file is not to be had. */
export function loadPython(
  files: readonly PartFile[],
  root: string,
  tell: (progress: Progress) => void,
): LoadingPython {
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
  const part = (wanted: PartFile["part"]): Promise<ArrayBuffer> => {
    const file = files.find((each) => each.part === wanted);
    return file
      ? load(file)
      : Promise.reject(new Error("This site was built without Python."));
  };
  return {
    worker: part("worker").then((text) => new TextDecoder().decode(text)),
    parts: Promise.all([part("wasm"), part("stdlib"), part("packages")]).then(
      ([wasm, stdlib, packages]) => ({ wasm, stdlib, packages }),
    ),
  };
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
