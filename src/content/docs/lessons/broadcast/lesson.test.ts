import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import type { EmitHop } from "#contract/hop.ts";
import type { ServerStepHop } from "#lab/trace/hop.ts";
import { eventsOf, receivers } from "#lab/trace/questions.ts";
import { isEmit } from "#lab/trace/trace.ts";
import Client from "./client.jsx";
import lesson from "./lab.ts";

const sorted = (names: readonly string[] | undefined) => names?.toSorted();

onEachServer("Broadcast", (backend) => {
  it("takes Alice's hello to Bob and Carol, not to Alice", async () => {
    await using lab = await openTestLab("broadcast", backend);
    const hop = await lab.act("alice-says-hello");
    const hello = [{ from: "Alice", text: "hello" }];
    expect(await lab.received("Bob", "chat")).toEqual(hello);
    expect(await lab.received("Carol", "chat")).toEqual(hello);
    await lab.settled(hop);
    expect(sorted(receivers(lab.trace, hop))).toEqual(["Bob", "Carol"]);
    const chats = eventsOf(lab.trace, { event: "chat", since: hop });
    expect(
      chats.map(({ client, direction }) => `${client} ${direction}`).toSorted(),
    ).toEqual(["Alice out", "Bob in", "Carol in"]);
    const { observe } = lesson.predictions["who-hears-broadcast"];
    expect(sorted(observe(lab.trace, hop))).toEqual(["Bob", "Carol"]);
  });

  it("takes Bob's announcement to everyone, Bob too", async () => {
    await using lab = await openTestLab("broadcast", backend);
    const hop = await lab.act("bob-announces");
    for (const client of lesson.clients) {
      expect(await lab.received(client, "announce")).toEqual([
        { from: "Bob", text: "lunch" },
      ]);
    }
    await lab.settled(hop);
    const { observe } = lesson.predictions["who-hears-io-emit"];
    expect(sorted(observe(lab.trace, hop))).toEqual(["Alice", "Bob", "Carol"]);
  });

  it("gives Carol's note back to Carol alone", async () => {
    await using lab = await openTestLab("broadcast", backend);
    const hop = await lab.act("carol-notes");
    expect(await lab.received("Carol", "note")).toEqual([
      { from: "Carol", text: "buy milk" },
    ]);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Carol"]);
  });

  it("keeps the order in which Alice spoke", async () => {
    await using lab = await openTestLab("broadcast", backend);
    const hop = await lab.act("alice-counts");
    for (const client of ["Bob", "Carol"] as const) {
      for (const text of ["one", "two", "three"]) {
        expect(await lab.received(client, "chat")).toEqual([
          { from: "Alice", text },
        ]);
      }
    }
    await lab.settled(hop);
  });

  it("does not wait for a client that has left", async () => {
    await using lab = await openTestLab("broadcast", backend);
    await lab.act("carol-leaves");
    expect(lab.state("Carol").state).toBe("disconnected");
    let hop: number;
    let to: EmitHop["to"];
    do {
      // Her goodbye travels apart from Alice's hello, so speak until the server knows.
      const said = await lab.act("alice-says-hello");
      const emit = await lab.hop(
        (other): other is ServerStepHop & { step: EmitHop } =>
          isEmit(other) && lab.trace.rootOf(other.id).id === said,
      );
      hop = said;
      to = emit.step.to;
    } while (to.length > 1);
    await lab.settled(hop);
    expect(receivers(lab.trace, hop)).toEqual(["Bob"]);
    await lab.act("carol-comes-back");
    const next = lab.received("Carol", "chat");
    await new Promise<void>((resolve) => {
      const carol = lab.socket("Carol");
      if (carol.connected) resolve();
      else carol.once("connect", resolve);
    });
    lab.socket("Bob").emit("chat", { from: "Bob", text: "now" });
    // The first thing she hears is what was said after she came back.
    expect(await next).toEqual([{ from: "Bob", text: "now" }]);
  });

  it("gives each screen a log and a message box", async () => {
    await using lab = await openTestLab("broadcast", backend);
    const socket = lab.socket("Carol");
    const html = renderToString(
      createElement(Client, { socket, name: "Carol" }),
    );
    expect(html).toContain('role="log" aria-label="Carol&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
  });
});
