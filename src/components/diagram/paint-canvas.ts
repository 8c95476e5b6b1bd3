/** A canvas to paint on, in a worker or on the page. */
export type PaintCanvas = OffscreenCanvas | HTMLCanvasElement;

/** What is painted with, whoever owns the canvas. */
export type PaintContext =
  OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Null where the browser has no 2D context to give. */
export const contextOf = (canvas: PaintCanvas): PaintContext | null =>
  // What the two kinds give is known of each alone, not of both at once.
  "toBlob" in canvas ? canvas.getContext("2d") : canvas.getContext("2d");
