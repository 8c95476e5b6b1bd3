import { io } from "socket.io-client";
import { expect, it, onTestFinished } from "vitest";
import { CHAT_PATH } from "#contract/chat.ts";
import { labPath } from "#contract/stream.ts";
import { failureOf } from "#lab/backends/connection-failure.ts";
import { LAB, openHost } from "#tests/support/server/open-host.ts";

const QUIET = `import { Server } from "socket.io";
new Server(3000);
`;

/** What becomes of a connection that says who it comes from, at a host that takes one of each. */
async function openForOneEach(behindProxy: boolean) {
  const host = await openHost(
    { quiet: QUIET },
    {
      behindProxy,
      chatFile: ":memory:",
      limits: { labsPerAddress: 1, chatClientsPerAddress: 1 },
    },
  );
  onTestFinished(() => host.close());
  return (path: string, from: string): Promise<string> => {
    const socket = io(host.url, {
      path,
      auth: {
        user: `user-${from.replaceAll(".", "-")}`,
        token: "a-token-long-enough",
        name: "A",
      },
      extraHeaders: { "x-forwarded-for": from },
      forceNew: true,
    });
    onTestFinished(() => void socket.disconnect());
    return new Promise((resolve) => {
      socket.once("connect", () => resolve("connected"));
      socket.once("connect_error", (error) => resolve(failureOf(error).is));
    });
  };
}

const lab = (n: number): string => labPath("quiet", `${LAB}${n}`);

it("visitors are told apart by what the proxy says of them, for labs and the chat", async () => {
  const connect = await openForOneEach(true);
  expect(await connect(lab(1), "192.0.2.1")).toBe("connected");
  expect(await connect(lab(2), "192.0.2.1")).toBe("refused");
  expect(await connect(lab(3), "192.0.2.2")).toBe("connected");
  expect(await connect(CHAT_PATH, "192.0.2.1")).toBe("connected");
  expect(await connect(CHAT_PATH, "192.0.2.1")).toBe("refused");
  expect(await connect(CHAT_PATH, "192.0.2.2")).toBe("connected");
});

it("without a proxy, what visitors say of themselves counts for nothing", async () => {
  const connect = await openForOneEach(false);
  expect(await connect(lab(1), "192.0.2.1")).toBe("connected");
  expect(await connect(lab(2), "192.0.2.2")).toBe("refused");
  expect(await connect(CHAT_PATH, "192.0.2.1")).toBe("connected");
  expect(await connect(CHAT_PATH, "192.0.2.2")).toBe("refused");
});
