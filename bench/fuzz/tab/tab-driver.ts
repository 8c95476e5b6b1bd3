import {
  bufferOf,
  LOST,
  type ToClient,
  type ToServer,
} from "#contract/network.ts";
import type { Data, Driver, Exchange } from "../driver.ts";
import { latin1 } from "../inputs/frames.ts";
import { HEADERS, METHODS, target } from "../inputs/requests.ts";
import type { Random } from "../random.ts";

/** How long anything may take, in milliseconds: what takes longer has hung. */
const DEADLINE_MS = 10_000;

/** Methods that the network's own client may send, and what else Engine.IO answers by itself. */
const TAKEN = METHODS.filter((method) => /^(GET|POST)$/.test(method));

/** Sends inputs on the virtual network, each by a client of its own that `plugIn` plugs in. */
export function createTabDriver(plugIn: (port: MessagePort) => void): Driver {
  const text = (data: Data): string =>
    typeof data === "string" ? data : latin1(data);

  function request(
    method: string,
    url: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Exchange> {
    return exchange(
      `${method} ${url} ${JSON.stringify(headers)} ${body ?? ""}`,
      (send, end) => {
        const head = { kind: "request", id: 1, method, url, headers } as const;
        send(body === undefined ? head : { ...head, body });
        return (message) => {
          if (message.kind === "response") end(asHttp(message));
        };
      },
    );
  }

  /** One client, from its first message to the answer that it waits for. */
  function exchange(
    sent: string,
    begin: (
      send: (message: ToServer) => void,
      end: (answer: string) => void,
    ) => (message: ToClient) => void,
    isStream = false,
  ): Promise<Exchange> {
    return new Promise((resolve) => {
      const { port1: port, port2 } = new MessageChannel();
      const over = (answer: string, hung: boolean): void => {
        clearTimeout(late);
        resolve({ sent, answer, hung, isStream });
        // Whatever is open there is lost.
        port.postMessage({ kind: "close", id: 1, code: LOST, reason: "" });
        port.close();
      };
      const late = setTimeout(() => over("", true), DEADLINE_MS);
      plugIn(port2);
      const hear = begin(
        (message) => port.postMessage(message),
        (answer) => over(answer, false),
      );
      port.onmessage = ({ data }: MessageEvent<ToClient>) => hear(data);
    });
  }

  return {
    async open(path) {
      const url = `${path}/?EIO=4&transport=polling`;
      const { answer } = await request("GET", url, {});
      return /"sid":"([^"]+)"/.exec(answer)?.[1];
    },
    post: (path, sid, payload) =>
      request(
        "POST",
        `${path}/?EIO=4&transport=polling&sid=${sid}`,
        {},
        text(payload),
      ),
    frames(path, sid, frames) {
      const session = sid === undefined ? "" : `&sid=${sid}`;
      const url = `${path}/?EIO=4&transport=websocket${session}`;
      return exchange(
        JSON.stringify(frames),
        (send, end) => {
          let answer = "";
          send({ kind: "websocket", id: 1, url, headers: {} });
          for (const frame of frames)
            send({
              kind: "data",
              id: 1,
              data: typeof frame === "string" ? frame : bufferOf(frame),
            });
          // Who has answered this has read all that came before it.
          send({
            kind: "request",
            id: 2,
            method: "GET",
            url: `${path}/?EIO=4&transport=none`,
            headers: {},
          });
          return (message) => {
            if (message.kind === "refused") answer = asHttp(message);
            if (message.kind === "data")
              answer += text(
                typeof message.data === "string"
                  ? message.data
                  : new Uint8Array(message.data),
              );
            if (message.kind === "response") end(answer);
          };
        },
        true,
      );
    },
    request(random, path, sid, body) {
      const method = random.pick(TAKEN);
      const url = target(random, path, sid);
      const headers = headersOf(random);
      return method === "POST"
        ? request(method, url, headers, text(body))
        : request(method, url, headers);
    },
  };
}

const asHttp = ({
  status,
  body = "",
}: {
  status: number;
  body?: string;
}): string => `HTTP/1.1 ${status}\r\n\r\n${body}`;

/** Some lines of a head, as far as they have a name. */
const headersOf = (random: Random): Record<string, string> =>
  Object.fromEntries(
    random
      .some(0, 4, () => random.pick(HEADERS))
      .map((line) => /^([\w-]+): ?(.*)$/.exec(line))
      .flatMap((found) =>
        found ? [[(found[1] ?? "").toLowerCase(), found[2] ?? ""]] : [],
      ),
  );
