import { expect, type Locator, type Page } from "@playwright/test";
import { codeIsLaidOut } from "./code-height.ts";

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

const laidOut = new WeakMap<Page, string>();

/** As `codeIsLaidOut`, once for each page that was opened: what has its height keeps it. */
async function codeStands(page: Page): Promise<void> {
  const opened = await page.evaluate(
    () => `${location.href} ${performance.timeOrigin}`,
  );
  if (laidOut.get(page) === opened) return;
  await codeIsLaidOut(page);
  laidOut.set(page, opened);
}

/** A lesson's page, found by roles and names only. */
export function lessonPage(page: Page) {
  const lab = page.getByRole("region", { name: "Live lab" });
  const client = (name: string): Locator =>
    lab.getByRole("group", { name, exact: true });

  const rows = async (): Promise<Row[]> => {
    // The table follows its lab at a pace of its own; one that has just been opened has all of it.
    await lab.getByRole("tab", { name: "client.jsx" }).click();
    await lab.getByRole("tab", { name: "Packets" }).click();
    const table = lab.getByRole("table", { name: "Packets" });
    const texts = await table
      .getByRole("row")
      .evaluateAll((found) =>
        found.map((row) =>
          [...row.querySelectorAll("td")].map(
            (cell) =>
              cell.querySelector("abbr")?.title ?? cell.textContent.trim(),
          ),
        ),
      );
    return texts
      .filter((cells) => cells.length >= 5)
      .map(([, way = "", event = "", transport = "", frame = ""]) => {
        const [from = "", to = ""] = way.split(" → ");
        return { from, to, event, transport, frame };
      });
  };

  const log = (name: string): Locator =>
    client(name).getByRole("log", { name: `${name}'s messages` });

  /** Presses a button in the prose; of a step's lab, where its slug is said. */
  const press = async (name: string, slug?: string): Promise<void> => {
    await codeStands(page);
    const main = page.getByRole("main");
    const buttons = main.getByRole("button", { name, exact: true });
    const wanted =
      slug === undefined
        ? buttons
        : buttons.and(main.locator(`[data-lesson="${slug}"]`));
    await wanted.first().click();
  };

  /** Does what opens another lab in the place of this one, and waits until all of this one is gone. */
  const replaced = async (open: () => Promise<unknown>): Promise<void> => {
    const old = await lab.getByRole("img").elementHandle();
    await open();
    await page.waitForFunction((diagram) => !diagram.isConnected, old);
  };
  const reset = (): Promise<void> =>
    replaced(() => lab.getByRole("button", { name: "Reset" }).click());

  return {
    lab,
    client,
    rows,
    /** Opens the lab anew, and waits until all of the old one is gone. */
    reset,
    /** Has a new lab of the page's lesson, or of a step; `isUsed` says that the open one is not new. */
    async anew(slug: string, isUsed: boolean): Promise<void> {
      const step = lab.getByRole("combobox", { name: "Lab runs" });
      if (slug.includes(".") && (await step.inputValue()) !== slug)
        await replaced(() => step.selectOption(slug));
      else if (isUsed) await reset();
    },
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
    log,
    press,
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
    /** Lets Alice say hello in Broadcast and steps through it until a line of a program with this text is lit. */
    async lightsUp(file: string, text: string): Promise<void> {
      await lab.getByRole("tab", { name: file }).click();
      const bar = lab.getByRole("toolbar", { name: "Playback" });
      const timeline = bar.getByRole("slider", { name: "Timeline" });
      await press("Alice says hello");
      await expect(log("Bob")).toContainText("Alice hello");
      const lit = lab
        .getByRole("group", { name: file })
        .locator('[aria-current="true"]')
        .filter({ hasText: text });
      // Played, the line is lit for a moment only; stopped on it, it stays. A step back is a jump, so
      // what is lit there is known as soon as the timeline has moved.
      await expect(async () => {
        const back = bar.getByRole("button", { name: "Back to live" });
        if (await back.isVisible()) await back.click();
        await expect(timeline).toHaveAttribute("aria-valuetext", "live");
        while (!(await lit.isVisible())) {
          const at = await timeline.getAttribute("aria-valuenow");
          expect(at).not.toBe("0");
          await bar.getByRole("button", { name: "Step back" }).click();
          await expect(timeline).not.toHaveAttribute("aria-valuenow", at ?? "");
        }
      }).toPass();
    },
    /** Rows of the lesson's own events and answers, after the handshakes. */
    async events(): Promise<string[]> {
      const all = await rows();
      return all
        .filter(({ frame }) => /^4[2356]/.test(frame))
        .map(({ from, to, frame }) => `${from} > ${to} ${frame}`);
    },
  };
}
