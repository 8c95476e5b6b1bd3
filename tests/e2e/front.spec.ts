import { expect } from "@playwright/test";
import { violations } from "../a11y/axe.ts";
import { breakNext } from "../support/page/meddle.ts";
import { test } from "../support/page/test.ts";

/** What is kept of a reader who is done with one lesson and has begun with another. */
const BEGUN = {
  "progress:connect": "connect.alice-joins connect/exercises/1-who-am-i/2",
  "progress:send": "send.alice-sends/5",
};

test("the front page is live: one press and the message travels, its frame shown; what goes wrong in it is said in its place", async ({
  page,
}) => {
  await page.addInitScript((kept) => {
    for (const [key, text] of Object.entries(kept))
      localStorage.setItem(key, text);
  }, BEGUN);
  await page.goto("/");
  await test.step("it goes on with the first lesson that isn't done, and with no other", async () => {
    const main = page.getByRole("main");
    await expect(main.getByRole("link", { name: /^Go on with/ })).toHaveText(
      "Go on with Transports",
    );
    await expect(
      main.getByRole("link", { name: "Start with a connection" }),
    ).toBeHidden();
  });
  const lab = page.getByRole("region", { name: "Live lab" });
  await expect(lab).toContainText("The frame that arrives is shown here.");
  // Of no part of the lab that could be opened by itself.
  await breakNext(page, ".delivery");
  await lab
    .getByRole("group", { name: "Alice" })
    .getByRole("textbox", { name: "Message" })
    .fill("hello Bob");
  await page.keyboard.press("Enter");
  await expect(lab.getByText("The lab stopped working")).toHaveText(
    "The lab stopped working: The node is gone",
  );
  await lab.getByRole("button", { name: "Open it again" }).click();
  await expect(lab).toContainText('42["message","hello Bob"]');
  await expect(lab.getByRole("img")).toHaveAccessibleName(
    /Alice's message reaches/,
  );

  await breakNext(page, ".diagram, .diagram *");
  await lab
    .getByRole("group", { name: "Bob" })
    .getByRole("textbox", { name: "Message" })
    .fill("hello Alice");
  await page.keyboard.press("Enter");
  const stopped = lab.getByRole("alert").filter({ hasText: "The diagram" });
  await expect(stopped).toHaveText(
    /^The diagram stopped working: The node is gone/,
  );
  await stopped.getByRole("button", { name: "Open it again" }).click();
  await expect(lab.getByRole("img")).toHaveAccessibleName(
    /Bob's message reaches/,
  );
  await expect(
    lab.getByRole("log", { name: "Alice's messages" }),
  ).toContainText("hello Alice");

  await test.step("progress and code are saved as one file, and opened without losing what is there", async () => {
    const main = page.getByRole("main");
    const code = JSON.stringify({
      files: { "server.js": "// mine" },
      file: "server.js",
      caret: 2,
    });
    const key = "exercise:connect/exercises/1-who-am-i:x";
    const keptNow = (): Promise<Record<string, string>> =>
      page.evaluate(
        () =>
          Object.fromEntries(Object.entries(localStorage)) as Record<
            string,
            string
          >,
      );
    await page.evaluate(([name, text]) => localStorage.setItem(name, text), [
      key,
      code,
    ] as const);
    const saving = page.waitForEvent("download");
    await main.getByRole("button", { name: "Save them as a file" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("roundtrip-progress.json");
    await expect(main).toContainText(
      "Saved: progress in 2 lessons, code of 1 exercise.",
    );

    await page.evaluate(
      ([name, text]) => {
        localStorage.removeItem("progress:connect");
        localStorage.setItem("progress:send", "send.bob-sends/5");
        localStorage.setItem(name, text.replace("mine", "other"));
      },
      [key, code] as const,
    );
    const before = await keptNow();
    const open = async (file: string | Buffer): Promise<void> => {
      const choosing = page.waitForEvent("filechooser");
      await main.getByRole("button", { name: "Open a saved file" }).click();
      await (
        await choosing
      ).setFiles(
        typeof file === "string"
          ? file
          : { name: "a.json", mimeType: "application/json", buffer: file },
      );
    };
    await open(
      Buffer.from('{"roundtrip":1,"progress":{"send":"<b>"},"code":{}}'),
    );
    await expect(main).toContainText("That file is damaged at progress.send");
    expect(await keptNow()).toEqual(before);

    await open(await saved.path());
    await expect(main).toContainText(
      "Opened: progress in 2 lessons, code of 1 exercise. It took the place of other code in 1 exercise.",
    );
    expect(await keptNow()).toMatchObject({
      "progress:connect": BEGUN["progress:connect"],
      "progress:send": "send.bob-sends send.alice-sends/5",
      [key]: code,
      [`set-aside:${key}`]: code.replace("mine", "other"),
    });
    expect(await violations(page)).toEqual([]);
    await main.getByRole("button", { name: "Undo" }).click();
    expect(await keptNow()).toEqual(before);
  });
});
