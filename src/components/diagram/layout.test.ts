import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { layoutStage, NARROW, pointOn, stageSize, WIDE } from "./layout.ts";

describe.each([
  ["wide", WIDE],
  ["narrow", NARROW],
])("the %s stage", (_name, size) => {
  const stage = layoutStage(["Alice", "Bob", "Carol"], size);

  it("puts the first client left of the server and the others right of it", () => {
    expect(stage.clients.get("Alice")?.x).toBeLessThan(stage.server.x);
    expect(stage.clients.get("Bob")?.x).toBeGreaterThan(stage.server.x);
    expect(stage.clients.get("Carol")?.x).toBeGreaterThan(stage.server.x);
  });

  it("keeps every box inside and apart from the others", () => {
    const boxes = [stage.server, ...stage.clients.values()];
    for (const box of boxes) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(stage.width);
      expect(box.y - box.height / 2).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(stage.height);
      for (const other of boxes) {
        if (other === box) continue;
        const apart =
          Math.abs(box.x - other.x) >= (box.width + other.width) / 2 ||
          Math.abs(box.y - other.y) >= (box.height + other.height) / 2;
        expect(apart).toBe(true);
      }
    }
  });

  it("runs an edge from the client's box to the server's", () => {
    const edge = stage.edges.get("Bob");
    if (!edge) throw new Error("Bob has no edge.");
    expect(pointOn(edge, 0)).toEqual(edge.from);
    expect(pointOn(edge, 1)).toEqual(edge.to);
  });
});

it("keeps the space in the style sheet that the stage takes", async () => {
  const css = await readFile(new URL("./diagram.css", import.meta.url), "utf8");
  for (const narrow of [false, true]) {
    for (const low of [false, true]) {
      const { width, height } = stageSize(narrow, low);
      expect(css).toContain(`aspect-ratio: ${width} / ${height};`);
    }
  }
});
