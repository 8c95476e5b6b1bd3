import { expect } from "vitest";
import type { ConnectedClient } from "../support/lab/connected-in.ts";
import type { Browser } from "./browser.ts";
import type { Part, Path } from "./finder.ts";

const LAB: Part = { role: "region", name: "Live lab" };
const PACKETS: Path = [LAB, { role: "table", name: "Packets" }];

/** The servers that a lab runs on wherever the bundled server is. */
export type Place = "Node" | "Node in this tab" | "Flask in this tab";

const WHERE: Readonly<Record<Place, string>> = {
  Node: "on Node",
  "Node in this tab": "in this tab",
  "Flask in this tab": "on Flask in this tab",
};

const box = (question: string): Path => [
  { role: "main" },
  { role: "group", name: question },
];

const exercise = (title: string): Path => [
  { role: "region", name: `Exercise: ${title}` },
];

const messageBox = (name: string): Path => [
  { role: "group", name },
  { role: "textbox", name: "Message" },
];

/** A page of the site in any engine, found by roles and names. */
export function openView(browser: Browser) {
  const textOf = async (...path: Path): Promise<string> =>
    (await browser.ask("texts", path)).join();
  const client = (name: string): Path => [LAB, { role: "group", name }];

  return {
    async open(url: string): Promise<void> {
      await browser.open(url);
      await expect.poll(() => browser.ask("codeIsLaidOut")).toBe(true);
    },

    /** Presses a button in the prose, or the one of that name in the lab. */
    press: (name: string): Promise<void> =>
      browser.press([{ role: "main" }, { role: "button", name }]),

    /** Asks for the site to be kept, once the page offers that. */
    async keepSite(): Promise<void> {
      const save: Path = [
        { role: "main" },
        { role: "button", name: "Save this site for offline use" },
      ];
      await expect.poll(() => browser.ask("count", save)).toBe(1);
      await browser.press(save);
    },

    /** Ticks options of a question in the prose, save those that are ticked already. */
    async tick(question: string, options: readonly string[]): Promise<void> {
      const ticked = [...box(question), { role: "checkbox", checked: true }];
      if ((await browser.ask("count", ticked)) > 0) return;
      for (const name of options.length > 0 ? options : ["Nobody"])
        await browser.press([...box(question), { role: "checkbox", name }]);
    },

    runQuestion: (question: string): Promise<void> =>
      browser.press([
        ...box(question),
        { role: "button", name: "Run it and see" },
      ]),

    /** What came of running it, in words; empty until it is known. */
    verdict: (question: string): Promise<string> =>
      textOf(...box(question), { role: "status" }),

    /** Presses Check in an exercise. */
    check: (title: string): Promise<void> =>
      browser.press([...exercise(title), { role: "button", name: "Check" }]),

    /** What is said of the check; empty until it is known. */
    judgement: async (title: string): Promise<string> =>
      (
        await browser.ask("texts", [...exercise(title), { role: "status" }])
      )[0] ?? "",

    choose: (name: Place): Promise<void> =>
      browser.press([
        { role: "radiogroup", name: "Server" },
        { role: "radio", name },
      ]),

    /** Waits until the lab says that it runs there, with clients that are connected. */
    async runsOn(place: Place): Promise<void> {
      await expect
        .poll(() => textOf(LAB), { timeout: 40_000 })
        .toContain(`clients ${WHERE[place]} · `);
    },

    /** All that the lab says. */
    lab: (): Promise<string> => textOf(LAB),

    /** Waits until clients are connected, each by the transport it is to end on. */
    async connected(clients: readonly ConnectedClient[]): Promise<void> {
      for (const { name, by } of clients)
        await expect
          .poll(() => textOf(...client(name), { role: "status" }))
          .toBe(`connected · ${by}`);
    },

    /** What stands in a client's log. */
    log: (name: string): Promise<string> =>
      textOf(...client(name), { role: "log", name: `${name}'s messages` }),

    /** Rows of the lesson's own packets, after the handshakes, as "from > to frame". */
    async packets(): Promise<string[]> {
      if ((await browser.ask("count", PACKETS)) === 0)
        await browser.press([LAB, { role: "tab", name: "Packets" }]);
      const rows = await browser.ask("cells", PACKETS);
      return rows
        .map(([, way = "", , , frame = ""]) => ({ way, frame }))
        .filter(({ frame }) => /^4[2356]/.test(frame))
        .map(({ way, frame }) => `${way.replace(" → ", " > ")} ${frame}`);
    },

    /** Lets the lab's network, and its picture, be faster. */
    hurry: (): Promise<void> =>
      browser.ask("select", [LAB, { role: "combobox", name: "Speed" }], "4"),

    /** What the diagram shows, in words. */
    diagram: async (): Promise<string> =>
      (await browser.ask("labels", [LAB, { role: "img" }])).join(),

    /** Whether a client of the chat can write. */
    canSay: async (name: string): Promise<boolean> =>
      (await browser.ask("count", messageBox(name))) > 0,

    /** Writes a message as a client of the chat. */
    say: (name: string, text: string): Promise<void> =>
      browser.write(messageBox(name), text),

    /** What a client of the chat reads in a room. */
    reads: (name: string, room: string): Promise<string> =>
      textOf(
        { role: "group", name },
        { role: "log", name: `Messages in ${room}` },
      ),
  };
}

/** What a person can do and see on a page. */
export type View = ReturnType<typeof openView>;
