import { expect, type Locator, type Page } from "@playwright/test";

/** A row of the packets table, as a reader sees it. */
export interface Row {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  readonly transport: string;
  readonly frame: string;
}

/** A client that connects, and by what: WebSocket where only its name is said. */
export type Connected = string | { readonly name: string; readonly by: string };

/** Waits until all code has its height, in view or not: before, what is below it may move. */
export async function codeIsLaidOut(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page
        .locator(".expressive-code")
        .evaluateAll(
          (blocks) =>
            blocks.filter(
              (block) => getComputedStyle(block).contentVisibility === "auto",
            ).length,
        ),
    )
    .toBe(0);
}

/** A lesson's page, found by roles and names only. */
export function lessonPage(page: Page) {
  const lab = page.getByRole("region", { name: "Live lab" });
  const client = (name: string): Locator =>
    lab.getByRole("group", { name, exact: true });

  const rows = async (): Promise<Row[]> => {
    await lab.getByRole("tab", { name: "Packets" }).click();
    const table = lab.getByRole("table", { name: "Packets" });
    const texts = await table
      .getByRole("row")
      .evaluateAll((found) =>
        found.map((row) =>
          [...row.querySelectorAll("td")].map((cell) =>
            cell.textContent.trim(),
          ),
        ),
      );
    return texts
      .filter((cells) => cells.length >= 6)
      .map(
        ([, from = "", to = "", event = "", transport = "", frame = ""]) => ({
          from,
          to,
          event,
          transport,
          frame,
        }),
      );
  };

  return {
    lab,
    client,
    rows,
    async open(slug: string): Promise<void> {
      await page.goto(`/lessons/${slug}/`);
    },
    async connected(...clients: readonly Connected[]): Promise<void> {
      for (const one of clients) {
        const { name, by } =
          typeof one === "string" ? { name: one, by: "websocket" } : one;
        const status = client(name).getByRole("status");
        await expect(status).toContainText(
          new RegExp(`(^|\\W)connected\\W+${by}`),
        );
      }
    },
    log: (name: string): Locator =>
      client(name).getByRole("log", { name: `${name}'s messages` }),
    /** Presses a button in the prose. */
    async press(name: string): Promise<void> {
      await codeIsLaidOut(page);
      await page
        .getByRole("main")
        .getByRole("button", { name, exact: true })
        .first()
        .click();
    },
    diagram: lab.getByRole("img"),
    /** How far from the left the packets in the diagram are painted, in pixels; null where none is. */
    packetsAt: (): Promise<number | null> =>
      lab.locator("canvas").evaluate(async (canvas: HTMLCanvasElement) => {
        // What is seen now may have been painted a frame ago.
        for (let frame = 0; frame < 3; frame += 1) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        const copy = new OffscreenCanvas(canvas.width, canvas.height);
        const context = copy.getContext("2d");
        if (!context) return null;
        context.drawImage(canvas, 0, 0);
        const { data } = context.getImageData(0, 0, copy.width, copy.height);
        const ink = data.findIndex((value, i) => i % 4 === 3 && value > 0);
        if (ink === -1) return null;
        let left = Infinity;
        for (let i = 3; i < data.length; i += 4) {
          if (data[i]) left = Math.min(left, ((i - 3) / 4) % copy.width);
        }
        return left;
      }),
    /** Rows of the lesson's own events and answers, after the handshakes. */
    async events(): Promise<string[]> {
      const all = await rows();
      return all
        .filter(({ frame }) => /^4[2356]/.test(frame))
        .map(({ from, to, frame }) => `${from} > ${to} ${frame}`);
    },
  };
}
