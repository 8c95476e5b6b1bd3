import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { connect, createServer } from "node:net";

/** A network between a client and a server on this computer, which can be cut. */
export interface Network {
  url: string;
  /** From now on nothing comes from the server any more, though the connections stand. */
  loseAnswers(): void;
  /** From now on nothing reaches the server any more, though the connections stand. */
  loseRequests(): void;
  /** Ends all connections and lets none be opened. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function createNetwork(port: number): Promise<Network> {
  const open = new Set<Socket>();
  let isCut = false;
  let losesAnswers = false;
  let losesRequests = false;

  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    for (const [from, to, isLost] of [
      [near, far, () => losesRequests],
      [far, near, () => losesAnswers],
    ] as const) {
      open.add(from);
      from.on("data", (data) => {
        if (!isLost()) to.write(data);
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  function cut() {
    isCut = true;
    for (const socket of open) socket.destroy();
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseAnswers: () => void (losesAnswers = true),
    loseRequests: () => void (losesRequests = true),
    cut,
    restore() {
      isCut = false;
      losesAnswers = false;
      losesRequests = false;
    },
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
