import type { ChildProcess } from "node:child_process";
import { expect } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { openFolderProxy } from "../support/page/folder-proxy.ts";
import {
  flaskRuns,
  serve,
  stop,
  type OwnServer,
} from "../support/page/own-server.ts";
import { openBroadcast, three } from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

test("a lab in a folder of a proxy says whether its server is absent, broken or refuses it, and runs once the server knows its public address", async ({
  page,
}) => {
  const proxy = await openFolderProxy("/course/");
  const port = await freePort();
  const { view, choice } = await openBroadcast(
    page,
    `${proxy.root}lessons/broadcast/`,
  );
  const alert = view.lab.getByRole("alert").first();
  const tryAgain = view.lab.getByRole("button", { name: "Try again" });
  const started: ChildProcess[] = [];
  const start = async (more?: OwnServer): Promise<ChildProcess> => {
    const server = await serve(port, more);
    started.push(server);
    return server;
  };
  try {
    await test.step("its page came from a server that is gone", async () => {
      await choice.runsOn("Node in this tab");
      await expect(choice.notice).toBeVisible();
      await view.connected(...three);
    });

    await test.step("the proxy can't reach it", async () => {
      proxy.leadTo(port);
      await choice.choose("Node");
      await expect(view.lab.getByRole("status").first()).toContainText(
        "The server here isn't working (HTTP status 502), so this lab runs in your tab.",
      );
    });

    await test.step("it doesn't know the address that its readers open", async () => {
      const server = await start();
      await choice.choose("Node");
      await expect(alert).toContainText("start the server with --public-url");
      await view.lab.getByRole("button", { name: "Go on in this tab" }).click();
      await choice.runsOn("Node in this tab");
      await view.connected(...three);
      await stop(server);
    });

    await test.step("it knows", async () => {
      await start({
        flask: true,
        options: ["--public-url", proxy.root],
      });
      await choice.choose("Node");
      await choice.runsOn("Node");
      await view.connected(...three);
      await view.press("Alice says hello");
      await expect(view.log("Bob")).toContainText("Alice hello");
      await expect(tryAgain).toBeHidden();
      await flaskRuns(proxy.root);
      await choice.choose("Flask");
      await choice.runsOn("Flask");
      await view.connected(...three);
      await view.press("Alice says hello");
      await expect(view.log("Bob")).toContainText("Alice hello");
    });
  } finally {
    for (const server of started) await stop(server);
    proxy.close();
  }
});
