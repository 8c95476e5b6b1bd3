import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { isUpgraded } from "#tests/support/lab/open-defined-lab.ts";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import type { FrameHop } from "#lab/trace/hop.ts";
import { packetsOf, receivers, sentBy } from "#lab/trace/questions.ts";
import Client from "./client.jsx";
import lesson from "./lab.ts";
import { runSample } from "./run-sample.ts";

/** A Socket.IO server on a free port that welcomes each client, as the lesson's does. */
async function openServer() {
  const http = createServer();
  const server = new Server(http);
  server.on("connection", (socket) => socket.emit("welcome", socket.id));
  await new Promise<void>((resolve) => http.listen(0, resolve));
  return {
    server,
    port: (http.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const handshake = "socket.io/?EIO=4&transport=polling";

onEachServer("Connect", (backend) => {
  it("welcomes Carol by her socket id when she joins", async () => {
    await using lab = await openTestLab("connect", backend);
    expect(lab.state("Carol").state).not.toBe("connected");
    await lab.act("carol-joins");
    const [id] = await lab.received("Carol", "welcome");
    expect(id).toBe(lab.socket("Carol").id);
    expect(lab.state("Carol").state).toBe("connected");
    const { observe } = lesson.predictions["first-transport"];
    expect(observe(lab.trace)).toEqual(["HTTP long-polling"]);
  });

  it("moves from HTTP to WebSocket by a probe", async () => {
    await using lab = await openTestLab("connect", backend);
    await lab.act("carol-joins");
    await lab.hop(
      (hop): hop is FrameHop =>
        hop.kind === "frame" && hop.client === "Carol" && hop.data === "5",
    );
    // On Flask, the answer to her connect may come after the upgrade.
    await lab.status("Carol", isUpgraded);
    const texts = packetsOf(lab.trace, { client: "Carol" }).map(
      ({ text }) => text,
    );
    const at = [
      /^0\{/,
      /^40$/,
      /^40\{"sid"/,
      /^2probe$/,
      /^3probe$/,
      /^5$/,
    ].map((frame) => texts.findIndex((text) => frame.test(text)));
    expect(at).not.toContain(-1);
    const [open, ask, connected, probe, answer, upgrade] = at as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // The probe runs beside the connect, so only these orders are certain.
    expect(open).toBeLessThan(ask);
    expect(ask).toBeLessThan(connected);
    expect(open).toBeLessThan(probe);
    expect(probe).toBeLessThan(answer);
    expect(answer).toBeLessThan(upgrade);
  });

  it("echoes what Alice says to Alice alone", async () => {
    await using lab = await openTestLab("connect", backend);
    const hop = await lab.act("alice-says-hello");
    expect(await lab.received("Alice", "echo")).toEqual(["hello"]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Alice"]);
  });

  it("says goodbye with 41 and tells both sides why", async () => {
    await using lab = await openTestLab("connect", backend);
    const reason = new Promise((resolve) => {
      lab.socket("Alice").once("disconnect", resolve);
    });
    const hop = await lab.act("alice-disconnects");
    expect(await reason).toBe("io client disconnect");
    expect(await lab.received("Bob", "left")).toEqual([
      backend === "flask" ? "client disconnect" : "client namespace disconnect",
    ]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Bob"]);
    expect(lab.state("Alice").state).toBe("disconnected");
    expect(sentBy(lab.trace, hop).map(({ text }) => text)).toEqual(["41"]);
  });

  it("keeps what Alice says until she is connected", async () => {
    await using lab = await openTestLab("connect", backend);
    await lab.act("alice-disconnects");
    await lab.act("alice-says-hello");
    await lab.act("alice-connects");
    expect(await lab.received("Alice", "echo")).toEqual(["hello"]);
  });

  it("gives Alice a new socket id for a new connection", async () => {
    await using lab = await openTestLab("connect", backend);
    const alice = lab.socket("Alice");
    const before = alice.id;
    const again = new Promise<void>((resolve) => {
      alice.once("connect", resolve);
    });
    const hop = await lab.act("alice-reconnects");
    await again;
    expect(alice.id).not.toBe(before);
    const { observe } = lesson.predictions["keeps-her-id"];
    expect(observe(lab.trace, hop)).toEqual(["She gets a new one"]);
  });

  it("brings Bob back by itself when his connection drops", async () => {
    await using lab = await openTestLab("connect", backend);
    const bob = lab.socket("Bob");
    const reason = new Promise((resolve) => bob.once("disconnect", resolve));
    const back = new Promise<void>((resolve) => {
      bob.once("connect", resolve);
    });
    await lab.act("bob-drops");
    expect(await reason).toBe("forced close");
    expect(await lab.received("Alice", "left")).toEqual(["transport close"]);
    await back;
    expect(bob.connected).toBe(true);
  });

  it("gives each screen a log and a message box", async () => {
    await using lab = await openTestLab("connect", backend);
    const socket = lab.socket("Alice");
    const html = renderToString(
      createElement(Client, { socket, name: "Alice" }),
    );
    expect(html).toContain('role="log" aria-label="Alice&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
  });
});

describe("The samples of Connect", () => {
  it.each(["same-origin.js", "other-origin.js", "commonjs.cjs"])(
    "%s connects",
    async (name) => {
      await using host = await openServer();
      const id = new Promise<string>((resolve) => {
        host.server.once("connection", (socket) => resolve(socket.id));
      });
      await using sample = runSample(name, host.port);
      expect(await sample.line()).toBe(`connected as ${await id}`);
    },
  );

  it("same-origin.js says why it was disconnected", async () => {
    await using host = await openServer();
    await using sample = runSample("same-origin.js", host.port);
    await sample.line();
    host.server.disconnectSockets();
    expect(await sample.line()).toBe("disconnected: io server disconnect");
  });

  it("a goodbye from the server has a reason of its own on the server", async () => {
    await using host = await openServer();
    const reason = new Promise((resolve) => {
      host.server.once("connection", (socket) => {
        socket.once("disconnect", resolve);
        socket.disconnect();
      });
    });
    const client = io(`http://localhost:${host.port}`);
    expect(await reason).toBe("server namespace disconnect");
    client.disconnect();
  });

  it("listeners-pile-up.js shows one more line for each connect", async () => {
    await using host = await openServer();
    await using sample = runSample("listeners-pile-up.js", host.port);
    const words = async () => (await sample.line()).split(" ")[0];
    expect([await words(), await words()]).toEqual(["outside", "inside"]);
    // Cut beneath Socket.IO, as a lost network would: after a goodbye nobody reconnects.
    for (const socket of host.server.sockets.sockets.values())
      socket.conn.close();
    const three = [await words(), await words(), await words()];
    expect(three).toEqual(["outside", "inside", "inside"]);
  });

  it("http-server.js serves a page and Socket.IO from one port", async () => {
    await using sample = runSample("http-server.js");
    const origin = `http://localhost:${await sample.port()}`;
    const page = await fetch(origin);
    expect(await page.text()).toBe("Here is the page.");
    const client = io(origin);
    try {
      const line = await sample.line();
      expect(line).toMatch(/^\S+ is here$/);
    } finally {
      client.disconnect();
    }
  });

  it("cors-server.js names the one origin whose pages may read its answers", async () => {
    await using sample = runSample("cors-server.js");
    const address = `http://localhost:${await sample.port()}/${handshake}`;
    for (const origin of ["http://localhost:5173", "http://localhost:5174"]) {
      const answer = await fetch(address, { headers: { origin } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe(
        "http://localhost:5173",
      );
    }
    const client = io(`http://localhost:${await sample.port()}`);
    try {
      expect(await sample.line()).toMatch(/^\S+ is here$/);
    } finally {
      client.disconnect();
    }
  });

  it("a server without the cors option names none", async () => {
    await using host = await openServer();
    const answer = await fetch(`http://localhost:${host.port}/${handshake}`, {
      headers: { origin: "http://localhost:5173" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});
