import { describe, expect, it } from "vitest";
import { epochNow, type Flight } from "./flight.ts";
import { layoutStage } from "./layout.ts";
import type { PaintCanvas } from "./paint-canvas.ts";
import { createPainter, type Stage } from "./painter.ts";
import { PALETTE_TOKENS, type Palette } from "./pills.ts";

/** A canvas that only counts what is painted on it and, as a browser does, takes no picture of no size. */
function fakeCanvas(width: number, height: number) {
  let pictures = 0;
  const context = new Proxy(
    {
      measureText: () => ({ width: 0 }),
      drawImage(image: { width: number; height: number }) {
        if (image.width * image.height === 0)
          throw new DOMException("The picture is empty.", "InvalidStateError");
        pictures += 1;
      },
    },
    {
      get: (own, name): unknown => Reflect.get(own, name) ?? (() => undefined),
    },
  );
  const canvas: unknown = { width, height, getContext: () => context };
  return { canvas: canvas as PaintCanvas, pictures: () => pictures };
}

const palette = Object.fromEntries(
  PALETTE_TOKENS.map((token) => [token, "black"]),
) as Palette;

const stageOf = (width: number, scale: number): Stage => ({
  width,
  height: width,
  scale,
  edges: layoutStage(["Alice", "Bob"]).edges,
  palette,
});

const flight: Flight = {
  start: 0,
  end: 60_000,
  client: "Alice",
  direction: "out",
  by: "Alice",
  tone: "event",
  caption: "chat",
  lost: false,
};

/** A painter of one packet, whose next frame is called by hand. */
function openPainter() {
  const { canvas, pictures } = fakeCanvas(0, 0);
  let next: (() => void) | undefined;
  const tell = createPainter(canvas, {
    nextFrame: (callback) => void (next = callback),
    makeCanvas: (width, height) => fakeCanvas(width, height).canvas,
  });
  tell({
    kind: "flights",
    clock: { position: 1, rate: 1, at: epochNow(), still: false },
    flights: [flight],
  });
  return { tell, pictures, frame: () => next?.() };
}

describe("a painter", () => {
  it("paints a packet in the air at each frame", () => {
    const { tell, pictures, frame } = openPainter();
    tell({ kind: "stage", stage: stageOf(500, 1) });
    frame();
    frame();
    expect(pictures()).toBe(2);
  });

  it("paints nothing where the stage has no size, and goes on when it has one", () => {
    const { tell, pictures, frame } = openPainter();
    tell({ kind: "stage", stage: stageOf(0, 0) });
    frame();
    expect(pictures()).toBe(0);
    tell({ kind: "stage", stage: stageOf(500, 1) });
    frame();
    expect(pictures()).toBe(1);
  });
});
