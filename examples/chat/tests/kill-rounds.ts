import { randomInt } from "node:crypto";
import type { Backend } from "./chat-process.ts";
import { startChat } from "./chat-process.ts";
import type { Client } from "./open-client.ts";
import { hasSent, hears, isConnected, openClient } from "./open-client.ts";

const ROOM = "Tea";
const EACH_ROUND = 6;

/** What came of many kills. All but the first three must be 0 or true. */
export interface KillFigures {
  rounds: number;
  /** How many of the rounds ended between the write of a message and its acknowledgement. */
  betweenWriteAndAnswer: number;
  sent: number;
  /** Messages that the file or somebody's screen does not have. */
  lost: number;
  /** Messages that the file or somebody's screen has more than once. */
  doubled: number;
  /** Everybody's screen has the order of the file. */
  sameOrder: boolean;
}

/**
 * Kills a server and starts it again while three clients write, over and over, then compares what
 * was said with what is stored and with what each of them sees.
 */
export async function killRounds(
  backend: Backend,
  file: string,
  rounds: number,
  done: (round: number) => void = () => undefined,
): Promise<KillFigures> {
  let server = await startChat(backend, file);
  // All have one address: so the clients find each that follows.
  const { port, url } = server;
  const clients: Client[] = [];
  const said: string[] = [];
  let betweenWriteAndAnswer = 0;
  try {
    for (const name of ["Alice", "Bob", "Carol"])
      clients.push(await member(url, name));
    for (let round = 1; round <= rounds; round += 1) {
      await server.kill();
      // Every other round dies between the write and its acknowledgement, the others anywhere.
      const isFragile = round % 2 === 0;
      const dieAt = isFragile ? { dieAt: randomInt(1, 5) } : {};
      server = await startChat(backend, file, { port, ...dieAt });
      for (let n = 0; n < EACH_ROUND; n += 1) {
        said.push(`round ${round}, message ${n}`);
        clients[n % clients.length]?.send(ROOM, said.at(-1) ?? "");
      }
      const one = `round ${round}, message ${randomInt(EACH_ROUND)}`;
      if (isFragile) await server.ended;
      else await clients[0]?.until(hears(ROOM, one));
      betweenWriteAndAnswer += Number(isFragile);
      done(round);
    }
    await server.kill();
    server = await startChat(backend, file, { port });
    for (const one of clients) await one.until(hasSent);
    // Who comes last is told by the server alone, so what they see is what is stored.
    const judge = await member(url, "Judge");
    clients.push(judge);
    const stored = await allThatIs(judge);
    const screens = [];
    for (const one of clients) {
      await one.until(hears(ROOM, stored.at(-1) ?? ""));
      // Those who were there the whole time may hold less than all: older is a page away.
      screens.push(await allThatIs(one));
    }
    return {
      rounds,
      betweenWriteAndAnswer,
      sent: said.length,
      ...compare(said, screens),
      sameOrder: screens.every(
        (texts) => texts.join("\n") === stored.join("\n"),
      ),
    };
  } finally {
    for (const one of clients) one.close();
    await server.stop();
  }
}

async function member(url: string, name: string): Promise<Client> {
  const client = openClient(url, name);
  await client.until(isConnected);
  const refused = await client.join(ROOM);
  if (refused !== undefined) throw new Error(refused);
  await client.until((state) => state.rooms[ROOM]?.heard !== undefined);
  return client;
}

/** All texts of the room as a client sees them, read back to the first. */
async function allThatIs({ texts, older }: Client): Promise<string[]> {
  for (let before = -1; before !== texts(ROOM).length;) {
    before = texts(ROOM).length;
    const refused = await older(ROOM);
    if (refused !== undefined) throw new Error(refused);
  }
  return texts(ROOM);
}

/** How many of what was said is missing somewhere, or more than once somewhere. */
export function compare(said: string[], screens: string[][]) {
  const counted = screens.map((texts) => {
    const counts = new Map<string, number>();
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
    return counts;
  });
  const some = (isSo: (count: number) => boolean) =>
    said.filter((text) => counted.some((counts) => isSo(counts.get(text) ?? 0)))
      .length;
  return { lost: some((count) => count === 0), doubled: some((n) => n > 1) };
}
