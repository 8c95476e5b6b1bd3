import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, type APIRequestContext } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import {
  arrive,
  DESKTOP,
  enter,
  PHONE,
  say,
  texts,
} from "#chat/tests/browser/people.ts";
import { openStaticSite } from "../support/page/static-site.ts";
import {
  itsPython,
  unpackChat,
  type TakenChat,
} from "../support/page/taken-chat.ts";
import { test } from "../support/page/test.ts";

const python = itsPython();

const SERVERS = [
  { server: "node", command: "npm start" },
  ...(python === undefined
    ? []
    : [{ server: "flask", command: "python start.py" } as const]),
] as const;

const ROOM = "Tea";

const address = (server: string): string =>
  `downloads/roundtrip-chat-${server}.zip`;

async function download(request: APIRequestContext, url: string) {
  const response = await request.get(url);
  expect(response.status()).toBe(200);
  expect(response.headers()["content-type"]).toBe("application/zip");
  return response.body();
}

test.describe("the chat that is taken away", () => {
  // Its command is npm's shell script, or a link to Python: Windows has neither.
  test.skip(process.platform === "win32");
  test.describe.configure({ mode: "serial", timeout: 240_000 });

  const taken = new Map<string, TakenChat>();
  const unpacked = (server: string): TakenChat => {
    const chat = taken.get(server);
    if (!chat) throw new Error(`The chat on ${server} was not unpacked.`);
    return chat;
  };
  test.afterAll(async () => {
    for (const chat of taken.values()) await chat.remove();
  });

  for (const { server, command } of SERVERS) {
    test(`comes with its server: ${server}`, async ({ request }) => {
      const zip = await download(request, `/${address(server)}`);
      const site = await openStaticSite();
      const same = await download(request, site.root + address(server));
      await site.close();
      expect(same.equals(zip)).toBe(true);
      taken.set(server, await unpackChat(server, zip));
      expect(await readdir(unpacked(server).folder)).not.toContain(
        server === "node" ? "flask" : "server",
      );
    });

    test(`says what to do where there is no network for ${command}`, async () => {
      const said = await unpacked(server).complain({
        npm_config_registry: "http://127.0.0.1:9",
        npm_config_cache: join(unpacked(server).folder, "../no-cache"),
        PIP_INDEX_URL: "http://127.0.0.1:9",
        PIP_FIND_LINKS: "",
        PIP_NO_CACHE_DIR: "1",
      });
      expect(said).toContain(
        "Check the connection to the internet, then run the same command again.",
      );
    });
  }

  test("says what to do where Node is too old", async () => {
    const old =
      'Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.1.0"}})';
    const program = ["node", "--import", `data:text/javascript,${old}`];
    expect(
      await unpacked("node").complain({}, [...program, "start.mjs"]),
    ).toContain(
      "The chat needs Node 22.18 or newer, and this is Node 20.1.0. Install a newer one",
    );
  });

  test("says what to do where Python is too old", async () => {
    test.skip(python === undefined);
    const old =
      "import runpy, sys; sys.version_info = (3, 9, 1); runpy.run_path('start.py')";
    expect(
      await unpacked("flask").complain({}, ["python", "-c", old]),
    ).toContain(
      "The chat needs Python 3.10 or newer, and this is Python 3.9. Install a newer one",
    );
  });

  test("starts with its one command, talks, remembers, and keeps its history when its server is changed for the other, and back", async ({
    browser,
  }) => {
    const port = await freePort();
    const said: string[] = [];
    let chat = await unpacked("node").start(port);
    expect(chat.said()).toContain("Installing");
    const alice = await arrive(browser, chat.url, "Alice", DESKTOP);
    await enter(alice.page, ROOM);
    const bob = await arrive(browser, chat.url, "Bob", PHONE);
    await bob.page.getByRole("button", { name: `${ROOM} Join` }).click();

    /** Both talk, and one also writes while the server is away. */
    const talk = async (server: string, restart: () => Promise<void>) => {
      for (const [from, to] of [
        [alice, bob],
        [bob, alice],
      ] as const) {
        said.push(`written on ${server}, ${said.length}`);
        await say(from.page, said.at(-1) ?? "");
        await expect(texts(to.page)).toHaveText(said);
      }
      await chat.stop();
      await expect(alice.page.getByRole("status")).not.toHaveText("connected");
      said.push(`while ${server} is away`);
      await say(bob.page, said.at(-1) ?? "");
      await restart();
      expect(chat.said()).not.toContain("Installing");
      await expect(texts(alice.page)).toHaveText(said);
      await expect(bob.page.getByText("sending…")).toHaveCount(0);
    };
    /** Takes the history to the other server, and sees that it is all there. */
    const move = async (from: string, to: string) => {
      await chat.stop();
      const folder = join(unpacked(to).folder, "data");
      await rm(folder, { recursive: true, force: true });
      await cp(join(unpacked(from).folder, "data"), folder, {
        recursive: true,
      });
      chat = await unpacked(to).start(port);
      await alice.page.reload();
      await alice.page.getByRole("button", { name: ROOM }).click();
      await expect(texts(alice.page)).toHaveText(said);
    };
    const startAgain = (server: string) => async () => {
      chat = await unpacked(server).start(port);
    };

    await talk("node", startAgain("node"));
    if (python !== undefined) {
      await move("node", "flask");
      expect(chat.said()).toContain("Installing");
      await talk("flask", startAgain("flask"));
      await move("flask", "node");
    }
    await chat.stop();
    await Promise.all([alice.context.close(), bob.context.close()]);
  });
});
