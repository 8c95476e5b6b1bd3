/** Where `current_frame` is in the thread's state of this Python, in bytes; a test proves it. */
const CURRENT_FRAME = 52;

/**
 * Mends Python's garbage collector in Pyodide's Emscripten module: where it ran by itself while a
 * stack was suspended, it walked that stack's frames and the worker died
 * (https://github.com/pyodide/pyodide/issues/6464). As in the fix there, which is in no release yet,
 * the frame is put away while the stack is suspended.
 * @throws where the text is not that of the version that is mended here.
 */
export function mendCollector(text: string): string {
  const frame = (state: string): string =>
    `HEAPU32[${state}+${CURRENT_FRAME}>>>2]`;
  const saved =
    "return{threadState,stackState,suspender:suspenderGlobal.value}";
  const restored = "_restoreThreadState(state.threadState);";
  for (const part of [saved, restored])
    if (text.split(part).length !== 2)
      throw new Error(
        "This Pyodide is not the one that src/build/python/mend-collector.ts mends. See whether it still has to be mended; its test says.",
      );
  return text
    .replace(
      saved,
      `const frame=${frame("threadState")};${frame("threadState")}=0;return{threadState,frame,stackState,suspender:suspenderGlobal.value}`,
    )
    .replace(restored, `${frame("state.threadState")}=state.frame;${restored}`);
}
