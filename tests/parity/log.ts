import type { Readable } from "node:stream";

/** What a process writes, kept, and told as it comes. */
export interface Log {
  text(): string;
  /** Resolves with what fits, once it stands somewhere after the first `from` characters. */
  found(pattern: RegExp, from?: number): Promise<string>;
}

/** Keeps all that comes from a stream. */
export function keepLog(stream: Readable): Log {
  let text = "";
  const listeners = new Set<() => void>();
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  });
  return {
    text: () => text,
    found: (pattern, from = 0) =>
      new Promise((resolve) => {
        function look(): void {
          const match = pattern.exec(text.slice(from));
          if (!match) return;
          listeners.delete(look);
          resolve(match[0]);
        }
        listeners.add(look);
        look();
      }),
  };
}
