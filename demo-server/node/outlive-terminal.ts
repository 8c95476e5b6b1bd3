/**
 * Lets a process go on where nobody reads what it says any more: its terminal was closed, or what
 * had started it has ended. Without a listener each line would be one more uncaught error, and who
 * tells of those on the console would do so for ever.
 */
export function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", () => undefined);
}
