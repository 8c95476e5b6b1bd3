import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import {
  isUpgraded,
  isUpgradedTo,
  openDefinedLab,
  type TestLab,
} from "#tests/support/lab/open-defined-lab.ts";
import { onEachServer } from "#tests/support/lab/on-each-server.ts";
import { openTestLab } from "#tests/support/lab/open-test-lab.ts";
import {
  startBackend,
  type ServedBackend,
} from "#tests/support/lab/start-backend.ts";
import type { FrameHop, Hop } from "#lab/trace/hop.ts";
import type { LessonOptions } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import { framesOf } from "#lab/trace/questions.ts";
import Client from "./client.jsx";
import lesson from "./lab.ts";

const LESSON = "transports";

/** A client's frames since a hop, as "polling out 40"; ids and all after them cut off. */
const frameTexts = (lab: TestLab, client: ClientName, since = 0): string[] =>
  framesOf(lab.trace, { client, since })
    // Flask ends the polling with a 6 in any case; where no GET waits, it comes by the new transport.
    .filter(({ transport, data }) => transport === "polling" || data !== "6")
    .map(({ transport, direction, data }) => {
      const text = String(data).replace(
        /^(\d+\{"sid":).*?(,"upgrades":\[.*?\])?(,.*)?\}$/,
        "$1…$2}",
      );
      return `${transport} ${direction} ${text}`;
    });

const opened = (...upgrades: string[]): string =>
  `0{"sid":…,"upgrades":${JSON.stringify(upgrades)}}`;

const isFrame =
  (client: ClientName, since: number, data: string) =>
  (hop: Hop): hop is FrameHop =>
    hop.kind === "frame" &&
    hop.id >= since &&
    hop.client === client &&
    hop.data === data;

/** A lab in which Alice alone takes part, not yet connected, with options of her own. */
const openAlice = async (
  backend: ServedBackend,
  options: LessonOptions,
): Promise<TestLab> =>
  openDefinedLab(
    LESSON,
    {
      ...lesson,
      clients: ["Alice"],
      offline: ["Alice"],
      options: { Alice: options },
    },
    await startBackend(undefined, backend),
  );

onEachServer("Transports", (backend) => {
  it("connects each client by its own list, and carries the same packet to all", async () => {
    await using lab = await openTestLab(LESSON, backend);
    expect(lab.state("Alice").transport).toBe("websocket");
    expect(lab.state("Bob").transport).toBe("polling");
    expect(lab.state("Carol").transport).toBe("websocket");
    const hop = await lab.act("bob-writes");
    await lab.settled(hop);
    const packet = '42["said",{"from":"Bob","text":"hi","by":"polling"}]';
    expect(frameTexts(lab, "Alice", hop)).toEqual([`websocket in ${packet}`]);
    expect(frameTexts(lab, "Bob", hop)).toEqual([
      'polling out 42["say",{"from":"Bob","text":"hi"}]',
      `polling in ${packet}`,
    ]);
    expect(frameTexts(lab, "Carol", hop)).toEqual([`websocket in ${packet}`]);
  });

  it("opens Bob by polling and leaves him there, and opens Carol by WebSocket without a probe", async () => {
    await using lab = await openTestLab(LESSON, backend);
    await lab.settled(await lab.act("alice-writes"));
    expect(frameTexts(lab, "Bob").slice(0, 3)).toEqual([
      `polling in ${opened("websocket")}`,
      "polling out 40",
      'polling in 40{"sid":…}',
    ]);
    expect(frameTexts(lab, "Carol").slice(0, 3)).toEqual([
      `websocket in ${opened()}`,
      "websocket out 40",
      'websocket in 40{"sid":…}',
    ]);
    for (const name of ["Bob", "Carol"] as const)
      expect(frameTexts(lab, name).join()).not.toContain("probe");
  });

  it("upgrades Alice by a probe, while she connects, and keeps her id", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const hop = await lab.act("alice-connects-anew");
    const { id } = await lab.status(
      "Alice",
      ({ state }) => state === "connected",
    );
    expect(await lab.status("Alice", isUpgraded)).toMatchObject({ id });
    const [goodbye, open, ask, ...rest] = frameTexts(lab, "Alice", hop);
    expect(goodbye).toBe("websocket out 41");
    expect(open).toBe(`polling in ${opened("websocket")}`);
    expect(ask).toBe("polling out 40");
    if (backend === "flask") {
      // Its answer to the connect may also come by the new transport.
      const isAnswer = (frame: string) => frame.endsWith('40{"sid":…}');
      expect(rest.filter(isAnswer)).toHaveLength(1);
      expect(
        rest.filter((frame) => !isAnswer(frame) && !frame.startsWith("p")),
      ).toEqual([
        "websocket out 2probe",
        "websocket in 3probe",
        "websocket out 5",
      ]);
      return;
    }
    const polled = rest.filter((frame) => frame.startsWith("polling"));
    expect(rest.filter((frame) => frame.startsWith("websocket"))).toEqual([
      "websocket out 2probe",
      "websocket in 3probe",
      "websocket out 5",
    ]);
    // What ends the last GET: the answer to the connect, or nothing at all where that came earlier.
    const last =
      rest.indexOf('polling in 40{"sid":…}') <
      rest.indexOf("websocket in 3probe");
    expect([...polled, last]).toEqual(
      polled.length === 2
        ? ['polling in 40{"sid":…}', "polling in 6", true]
        : ['polling in 40{"sid":…}', false],
    );
    expect(rest.at(-1)).toBe("websocket out 5");
  });

  it("ends the GET that waits with 6 where there is nothing else to say", async () => {
    await using lab = await openAlice(backend, lesson.options.Alice);
    // Without the request to connect, the server has no answer to it.
    lab.faults("Alice").dropNext("out");
    lab.socket("Alice").connect();
    await lab.hop(isFrame("Alice", 0, "5"));
    const frames = frameTexts(lab, "Alice");
    const ends = frames.filter((frame) => frame === "polling in 6");
    // Flask answers so whatever GET comes while it upgrades: the first too, where that comes late.
    if (backend === "node") expect(ends).toHaveLength(1);
    expect(frames.indexOf("polling in 6")).toBeGreaterThan(
      frames.indexOf("polling out 40"),
    );
    expect(frames.filter((frame) => frame !== "polling in 6")).toEqual([
      `polling in ${opened("websocket")}`,
      "polling out 40",
      "websocket out 2probe",
      "websocket in 3probe",
      "websocket out 5",
    ]);
    expect(frames.at(-1)).toBe("websocket out 5");
  });

  it("brings Alice back by long-polling where WebSocket is blocked, and upgrades her no sooner than she connects anew", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const hop = await lab.act("block-alice");
    expect(lab.state("Alice")).toMatchObject({ reason: "transport close" });
    await lab.status("Alice", isUpgradedTo("polling"));
    await lab.settled(await lab.act("alice-writes"));
    for (const name of lesson.clients)
      expect(await lab.received(name, "said")).toEqual([
        { from: "Alice", text: "hello", by: "polling" },
      ]);
    expect(frameTexts(lab, "Alice", hop).join()).not.toContain("websocket in");
    await lab.act("unblock-all");
    await lab.settled(await lab.act("alice-writes"));
    expect(await lab.received("Alice", "said")).toMatchObject([
      { by: "polling" },
    ]);
    expect(lab.state("Alice").transport).toBe("polling");
    await lab.act("alice-connects-anew");
    await lab.status("Alice", isUpgraded);
    await lab.settled(await lab.act("alice-writes"));
    expect(await lab.received("Alice", "said")).toMatchObject([
      { by: "websocket" },
    ]);
  });

  it("leaves Alice on polling where the probe has failed while she was connecting", async () => {
    await using lab = await openAlice(backend, lesson.options.Alice);
    lab.faults("Alice").blockWebSocket(true);
    lab.socket("Alice").connect();
    const failed = new Promise<Error>((resolve) =>
      lab
        .socket("Alice")
        .io.engine.once("upgradeError", (error) => resolve(error)),
    );
    expect((await failed).message).toMatch(/^probe error/);
    await lab.status("Alice", isUpgradedTo("polling"));
    await lab.settled(await lab.act("alice-writes"));
    expect(await lab.received("Alice", "said")).toMatchObject([
      { by: "polling" },
    ]);
  });

  it("leaves Carol out where WebSocket is blocked, and brings her back when it is not", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const reached = async (hop: number) => {
      const word = await lab.hop(
        (one): one is FrameHop =>
          framesOf(lab.trace, { event: "say", since: hop })[0]?.id === one.id,
      );
      await lab.settled(word.id);
      return lesson.predictions["who-is-left"]
        .observe(lab.trace, hop)
        ?.toSorted();
    };
    const hop = await lab.act("block-all");
    expect(await reached(hop)).toEqual(["Alice", "Bob"]);
    await lab.status("Carol", ({ reason }) => reason === "websocket error");
    expect(frameTexts(lab, "Carol", hop)).toEqual([]);
    // A second time, it finds Alice where she stays, and Carol as she was.
    expect(await reached(await lab.act("block-all"))).toEqual(["Alice", "Bob"]);
    await lab.act("unblock-all");
    await lab.status("Carol", isUpgraded);
    await lab.settled(await lab.act("carol-writes"));
    expect(await lab.received("Carol", "said")).toEqual([
      { from: "Carol", text: "good morning", by: "websocket" },
    ]);
  });

  it("carries Carol's handshake by WebSocket", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const hop = await lab.act("carol-connects-anew");
    await lab.hop(isFrame("Carol", hop, "40"));
    expect(
      lesson.predictions["first-transport"].observe(lab.trace, hop),
    ).toEqual(["WebSocket"]);
  });

  it("goes on with the first name of a list, unless it may try them all", async () => {
    const transports = ["websocket", "polling"];
    await using stubborn = await openAlice(backend, { transports });
    stubborn.faults("Alice").blockWebSocket(true);
    stubborn.socket("Alice").connect();
    await stubborn.hop(
      (hop): hop is Hop & { kind: "retry" } =>
        hop.kind === "retry" && hop.attempt === 2,
    );
    expect(stubborn.state("Alice").reason).toBe("websocket error");
    expect(frameTexts(stubborn, "Alice")).toEqual([]);
    await using open = await openAlice(backend, {
      transports,
      tryAllTransports: true,
    });
    open.faults("Alice").blockWebSocket(true);
    open.socket("Alice").connect();
    await open.status("Alice", isUpgradedTo("polling"));
  });

  it("has no WebTransport on the bundled server, and says where there is some", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const { id } = lab.state("Carol");
    await expect(lab.act("carol-moves")).rejects.toThrow(
      "This server has no WebTransport. Choose “Node in this tab” in the header, then press it again.",
    );
    expect(lab.state("Carol")).toMatchObject({ id, transport: "websocket" });
  });

  it("gives each screen a log and a message box", async () => {
    await using lab = await openTestLab(LESSON, backend);
    const socket = lab.socket("Bob");
    const html = renderToString(createElement(Client, { socket, name: "Bob" }));
    expect(html).toContain('role="log" aria-label="Bob&#x27;s messages"');
    expect(html).toContain('aria-label="Message"');
  });
});
