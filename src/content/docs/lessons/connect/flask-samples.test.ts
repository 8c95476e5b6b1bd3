import { fileURLToPath } from "node:url";
import { io } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { python, runApp } from "#tests/parity/run-apps.ts";

const sample = (name: string): string =>
  fileURLToPath(new URL(`samples/${name}`, import.meta.url));
const handshake = "socket.io/?EIO=4&transport=polling";

describe.skipIf(python === undefined)("The Flask samples of Connect", () => {
  it("http_server.py serves a page and Socket.IO from one port", async () => {
    await using app = await runApp(sample("http_server.py"));
    const page = await fetch(app.url);
    expect(await page.text()).toBe("Here is the page.");
    const client = io(app.url);
    try {
      expect(await app.line()).toMatch(/^\S+ is here$/);
    } finally {
      client.disconnect();
    }
  });

  it("cors_server.py lets in the one origin that it names, by HTTP and by WebSocket", async () => {
    await using app = await runApp(sample("cors_server.py"));
    const answers = await Promise.all(
      ["http://localhost:5173", "http://localhost:5174"].map((origin) =>
        fetch(`${app.url}/${handshake}`, { headers: { origin } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(answers[0]?.headers.get("access-control-allow-origin")).toBe(
      "http://localhost:5173",
    );
    expect(await answers[1]?.text()).toBe('"Not an accepted origin."');
    const ask = (origin: string) =>
      new Promise<string>((resolve) => {
        const client = io(app.url, {
          forceNew: true,
          transports: ["websocket"],
          extraHeaders: { origin },
          reconnection: false,
        });
        const end = (word: string) => () => {
          client.disconnect();
          resolve(word);
        };
        client.once("connect", end("connected"));
        client.once("connect_error", end("refused"));
      });
    expect(await ask("http://localhost:5173")).toBe("connected");
    expect(await ask("http://localhost:5174")).toBe("refused");
  });
});
