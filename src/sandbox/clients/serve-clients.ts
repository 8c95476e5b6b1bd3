import * as React from "react";
import type { Socket } from "socket.io-client";
import * as screenParts from "#screen";
import type { Port } from "#contract/network.ts";
import type { ClientCall } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import { at } from "#lab/wire/call-sites.ts";
import type { Evaluate } from "#server/program/programs.ts";
import { toClientError } from "./client-error.ts";
import { ClientStopped, createClientGuard } from "./client-guard.ts";
import { CLIENT_FILE, HANDED } from "./client-text.ts";
import { createFramedClient, type FramedClient } from "./framed-client.ts";
import type { FromFrame, ToFrame } from "./messages.ts";
import { drawScreens, type ClientScreen, type Screens } from "./screens.ts";

type Exports = Readonly<Record<string, () => unknown>>;

/** The clients of one frame. */
export interface ServedClients {
  /** Tells the page of an error that nobody has caught. */
  failed(thrown: unknown): void;
}

/**
 * Runs the reader's clients on a document: real sockets on tapped wires, and their screens in
 * React. The page at the port's other end says what they do. Nothing that the reader wrote runs
 * before `run` comes by it.
 */
export function serveClients(
  port: Port<FromFrame, ToFrame>,
  { evaluate, document }: { evaluate: Evaluate; document: Document },
): ServedClients {
  // Taken before the reader's code can change it.
  const send = port.postMessage.bind(port);
  const post = (message: FromFrame): void => send(message, []);
  const guard = createClientGuard((why) =>
    post({ kind: "error", error: toClientError(why, undefined), ends: true }),
  );
  const errorOf = (thrown: unknown) => toClientError(thrown, guard.drawnLast());
  /** What was thrown already, and told: React hands it on. */
  const told = new WeakSet<object>();
  function failed(thrown: unknown): void {
    if (thrown instanceof ClientStopped) return;
    if (typeof thrown === "object" && thrown !== null) {
      if (told.has(thrown)) return;
      told.add(thrown);
    }
    post({ kind: "error", error: errorOf(thrown), ends: false });
  }

  const clients = new Map<ClientName, FramedClient>();
  let exports: Exports = {};
  let screens: Screens | undefined;
  const style = document.head.appendChild(document.createElement("style"));

  /** Calls a function that client.jsx exports. */
  function call({ call: name, args }: ClientCall, socket: Socket): unknown {
    const found = exports[name]?.();
    if (typeof found !== "function")
      throw new Error(
        `client.jsx exports no function named "${name}", and the button calls it.`,
      );
    return Reflect.apply(found, undefined, [socket, ...args]);
  }

  const load = (name: string): Promise<unknown> =>
    Promise.resolve(name === "react" ? React : screenParts);

  async function run({ body, ...message }: ToFrame & { kind: "run" }) {
    for (const client of message.clients)
      clients.set(
        client.name,
        createFramedClient(client, { ...message, post, call }),
      );
    await evaluate(body, HANDED, CLIENT_FILE)(
      load,
      guard.tick,
      at,
      React.createElement,
      React.Fragment,
      (given: Exports) => (exports = given),
    );
    const Screen = exports["default"]?.();
    if (typeof Screen !== "function" && typeof Screen !== "object")
      throw new Error(
        "client.jsx has no default export: begin its component with “export default function”.",
      );
    screens = drawScreens(
      document,
      Screen as ClientScreen,
      [...clients.values()].map(({ client }) => client),
      {
        failed,
        wordsOf: (thrown) => errorOf(thrown).message,
        pictured: (client, picture) =>
          post({ kind: "picture", client, picture }),
      },
    );
  }

  /** Settles when the screens listen, or when it is known that they never will. */
  let running: Promise<void> = Promise.resolve();

  function take(message: ToFrame): void {
    switch (message.kind) {
      case "run":
        running = run(message)
          .catch(failed)
          .then(() => post({ kind: "started" }));
        return;
      case "ping":
        return post({
          kind: "pong",
          n: message.n,
          deadlines: [...clients].flatMap(([client, framed]) => {
            const next = framed.client.deadline();
            return next
              ? {
                  client,
                  left: next.at - performance.now(),
                  words: next.words,
                }
              : [];
          }),
        });
      case "places":
        void running.then(() => screens?.place(message.places));
        return;
      case "style":
        style.textContent = message.text;
        return;
      case "show":
        return screens?.show(message.client, message.picture);
      case "pace":
        void running.then(() =>
          clients.forEach((client) => client.pace(message.now)),
        );
        return;
      case "plug":
      case "connect":
      case "disconnect":
      case "ask":
      case "break":
      case "land":
      case "perform":
        void running.then(() => takeFor(message));
    }
  }

  function takeFor(message: Extract<ToFrame, { client: ClientName }>): void {
    const framed = clients.get(message.client);
    if (!framed) return;
    const { client } = framed;
    try {
      if (message.kind === "plug") framed.plug(message.port);
      else if (message.kind === "connect") client.connect();
      else if (message.kind === "disconnect") client.disconnect();
      else if (message.kind === "ask") framed.ask(message.id, message.what);
      else if (message.kind === "break") framed.breaks(message.fault);
      else if (message.kind === "land") framed.land(message.frame);
      else if (message.kind === "perform")
        framed.perform(message.cause, message);
    } catch (error) {
      failed(error);
    }
  }

  port.onmessage = ({ data }) => take(data);
  post({ kind: "ready" });
  return { failed };
}
