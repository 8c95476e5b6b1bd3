import { expect, type Locator, type Page } from "@playwright/test";

/** A row of the packets table, as a reader sees it. */
export interface Row {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  readonly frame: string;
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
      .map(([, from = "", to = "", event = "", , frame = ""]) => ({
        from,
        to,
        event,
        frame,
      }));
  };

  return {
    lab,
    client,
    rows,
    async open(slug: string): Promise<void> {
      await page.goto(`/lessons/${slug}/`);
    },
    async connected(...names: string[]): Promise<void> {
      for (const name of names) {
        const status = client(name).getByRole("status");
        await expect(status).toContainText(/(^|\W)connected\W+websocket/);
      }
    },
    log: (name: string): Locator =>
      client(name).getByRole("log", { name: `${name}'s messages` }),
    /** Presses a button in the prose. */
    async press(name: string): Promise<void> {
      await page
        .getByRole("main")
        .getByRole("button", { name, exact: true })
        .first()
        .click();
    },
    diagram: lab.getByRole("img"),
    /** Rows of the lesson's own events and answers, after the handshakes. */
    async events(): Promise<string[]> {
      const all = await rows();
      return all
        .filter(({ frame }) => /^4[2356]/.test(frame))
        .map(({ from, to, frame }) => `${from} > ${to} ${frame}`);
    },
  };
}
