import { createPainter, type PainterMessage } from "./painter.ts";

/** The painter of one diagram, off the page's thread: first comes its canvas, then what to paint. */
addEventListener(
  "message",
  ({ data: canvas }: MessageEvent<OffscreenCanvas>) => {
    const paint = createPainter(canvas, {
      nextFrame: (callback) => requestAnimationFrame(callback),
      makeCanvas: (width, height) => new OffscreenCanvas(width, height),
    });
    addEventListener("message", ({ data }: MessageEvent<PainterMessage>) =>
      paint(data),
    );
  },
  { once: true },
);
