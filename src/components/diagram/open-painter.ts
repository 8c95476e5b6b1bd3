import { createPainter, type PainterMessage } from "./painter.ts";

/** What paints one canvas. */
export interface OpenPainter {
  tell(message: PainterMessage): void;
  close(): void;
}

/** Starts a painter in a worker, so that packets move however busy the page is; else in the page. */
export function openPainter(canvas: HTMLCanvasElement): OpenPainter {
  if (typeof canvas.transferControlToOffscreen !== "function")
    return paintHere(canvas);
  const worker = new Worker(new URL("./paint-worker.ts", import.meta.url), {
    type: "module",
    name: "diagram",
  });
  const offscreen = canvas.transferControlToOffscreen();
  worker.postMessage(offscreen, [offscreen]);
  return {
    tell: (message) => worker.postMessage(message),
    close: () => worker.terminate(),
  };
}

/** For browsers that cannot paint in a worker. */
function paintHere(canvas: HTMLCanvasElement): OpenPainter {
  const paint = createPainter(canvas, {
    nextFrame: (callback) => requestAnimationFrame(callback),
    makeCanvas(width, height) {
      const made = document.createElement("canvas");
      Object.assign(made, { width, height });
      return made;
    },
  });
  return { tell: paint, close: () => undefined };
}
