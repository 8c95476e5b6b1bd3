import { fileURLToPath } from "node:url";
import { io, type Socket } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { python, runApp } from "#tests/parity/run-apps.ts";

const reach = fileURLToPath(new URL("samples/reach.py", import.meta.url));

/** Three clients, with what each hears as `chat`. */
async function connectThree(url: string) {
  const sockets: Socket[] = [];
  const heard: string[] = [];
  for (const name of ["Alice", "Bob", "Carol"]) {
    const socket = io(url, { forceNew: true });
    socket.on("chat", (text: string) => heard.push(`${name}: ${text}`));
    await new Promise<void>((resolve) => socket.once("connect", resolve));
    sockets.push(socket);
  }
  const [alice, bob] = sockets;
  if (!alice || !bob) throw new Error("There are no sockets.");
  return {
    alice,
    bob,
    /** What has been heard, once whispers to each that were asked for after it have come. */
    async heard(): Promise<string[]> {
      for (const { id } of sockets) {
        const told = new Promise((resolve) =>
          sockets.find((socket) => socket.id === id)?.once("chat", resolve),
        );
        alice.emit("whisper", { sid: id, text: "end" });
        await told;
      }
      return heard
        .splice(0)
        .filter((line) => !line.endsWith("end"))
        .sort();
    },
    [Symbol.dispose]: () =>
      sockets.forEach((socket) => void socket.disconnect()),
  };
}

describe.skipIf(python === undefined)("The sample reach.py", () => {
  it("reaches one client by to, and all but one by skip_sid", async () => {
    await using app = await runApp(reach);
    using three = await connectThree(app.url);
    const sid = three.bob.id;
    await three.alice.emitWithAck("whisper", { sid, text: "psst" });
    expect(await three.heard()).toEqual(["Bob: psst"]);
    await three.alice.emitWithAck("surprise", { sid, text: "cake" });
    expect(await three.heard()).toEqual(["Alice: cake", "Carol: cake"]);
  });

  it("takes lists of sids for both", async () => {
    await using app = await runApp(reach);
    using three = await connectThree(app.url);
    const sid = [three.alice.id, three.bob.id];
    await three.alice.emitWithAck("whisper", { sid, text: "psst" });
    expect(await three.heard()).toEqual(["Alice: psst", "Bob: psst"]);
  });

  it("reaches everyone from an HTTP route", async () => {
    await using app = await runApp(reach);
    using three = await connectThree(app.url);
    const answer = await fetch(`${app.url}/lunch`, { method: "POST" });
    expect(await answer.text()).toBe("Told everyone.");
    expect(await three.heard()).toEqual([
      "Alice: Lunch is ready",
      "Bob: Lunch is ready",
      "Carol: Lunch is ready",
    ]);
  });
});
