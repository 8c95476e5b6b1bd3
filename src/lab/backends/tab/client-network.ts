import {
  LOST,
  readToClient,
  type NetworkData,
  type ToServer,
} from "#contract/network.ts";

/** How a request was answered; 0 where nobody answered. */
export interface Response {
  readonly status: number;
  readonly body: string;
}

/** What is told of an open connection. */
export interface ConnectionEvents {
  open(): void;
  /** The server took no connection. */
  refused(): void;
  data(data: NetworkData): void;
  closed(code: number, reason: string): void;
}

/** A WebSocket or a WebTransport session of a client. */
export interface Connection {
  send(data: NetworkData): void;
  close(code: number, reason: string): void;
}

/** One client's end of the virtual network. */
export interface ClientNetwork {
  request(
    method: string,
    url: string,
    body: string | undefined,
    answered: (response: Response) => void,
  ): void;
  connect(
    kind: "websocket" | "webtransport",
    url: string,
    events: ConnectionEvents,
  ): Connection;
  /** Goes on with another server, or with none: whatever was open is lost. */
  plug(port: MessagePort | undefined): void;
}

const HEADERS = { "user-agent": globalThis.navigator.userAgent };

/** Makes a client's end, plugged into nothing. */
export function createClientNetwork(): ClientNetwork {
  let port: MessagePort | undefined;
  let last = 0;
  const requests = new Map<number, (response: Response) => void>();
  const connections = new Map<number, ConnectionEvents>();
  const send = (message: ToServer): void => port?.postMessage(message);

  function answer(id: number, response: Response): void {
    const answered = requests.get(id);
    requests.delete(id);
    answered?.(response);
  }

  function end(id: number, code: number, reason: string): void {
    const events = connections.get(id);
    connections.delete(id);
    events?.closed(code, reason);
  }

  function receive({ data }: MessageEvent<unknown>): void {
    const message = readToClient(data);
    switch (message?.kind) {
      case undefined:
        // A program of the reader's own may send anything. There's nobody to be told.
        return;
      case "response":
        return answer(message.id, message);
      case "open":
        return connections.get(message.id)?.open();
      case "refused": {
        const events = connections.get(message.id);
        connections.delete(message.id);
        return events?.refused();
      }
      case "data":
        return connections.get(message.id)?.data(message.data);
      case "close":
        return end(message.id, message.code, message.reason);
    }
  }

  return {
    request(method, url, body, answered) {
      const id = ++last;
      requests.set(id, answered);
      if (!port) {
        queueMicrotask(() => answer(id, NOBODY));
        return;
      }
      const message = {
        kind: "request",
        id,
        method,
        url,
        headers: HEADERS,
      } as const;
      send(body === undefined ? message : { ...message, body });
    },
    connect(kind, url, events) {
      const id = ++last;
      connections.set(id, events);
      if (!port)
        queueMicrotask(() => {
          if (connections.delete(id)) events.refused();
        });
      else if (kind === "websocket") send({ kind, id, url, headers: HEADERS });
      else send({ kind, id });
      return {
        send: (data) => send({ kind: "data", id, data }),
        close(code, reason) {
          if (!connections.has(id)) return;
          send({ kind: "close", id, code, reason });
          queueMicrotask(() => end(id, code, reason));
        },
      };
    },
    plug(next): void {
      port?.close();
      port = next;
      if (port) port.onmessage = receive;
      for (const id of [...requests.keys()]) answer(id, NOBODY);
      for (const id of [...connections.keys()]) end(id, LOST, "");
    },
  };
}

const NOBODY: Response = { status: 0, body: "" };
