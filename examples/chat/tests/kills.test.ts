import { randomInt } from "node:crypto";
import { describe, it, vi } from "vitest";
import { BACKENDS } from "./chat-process.ts";
import { hasSent, hears } from "./open-client.ts";
import { ROOM, withRoom } from "./with-room.ts";

/** How often a server is killed; a long run asks for more. */
const ROUNDS = Number(process.env["CHAT_KILL_ROUNDS"] ?? 4);

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

describe.each(BACKENDS)("the chat on $name, killed", (backend) => {
  const { place, start, client, readBack, agree } = withRoom();

  it(
    `loses and doubles nothing over ${ROUNDS} kills of the server under traffic`,
    async () => {
      const file = place();
      let server = await start(backend, file);
      // All have one address: so the clients find each that follows.
      const { port } = server;
      const clients = [
        await client(server, "Alice"),
        await client(server, "Bob"),
        await client(server, "Carol"),
      ];
      const said: string[] = [];
      const say = (who: number, text: string) => {
        said.push(text);
        clients[who]?.send(ROOM, text);
      };
      for (let round = 1; round <= ROUNDS; round += 1) {
        await server.kill();
        // Every other round dies between the write and its acknowledgement, the others anywhere.
        const isFragile = round % 2 === 0;
        const dieAt = isFragile ? { dieAt: randomInt(1, 5) } : {};
        server = await start(backend, file, { port, ...dieAt });
        for (let n = 1; n <= 6; n += 1)
          say(n % 3, `round ${round}, message ${n}`);
        if (isFragile) await server.ended;
        else
          await clients[0]?.until(
            hears(ROOM, `round ${round}, message ${randomInt(1, 7)}`),
          );
      }
      await server.kill();
      server = await start(backend, file, { port });
      for (const one of clients) await one.until(hasSent);
      // Those who were there the whole time may hold less than all: older is a page away.
      for (const one of clients) await readBack(one);
      await agree(server, clients, said);
    },
    60_000 + ROUNDS * 5000,
  );
});
