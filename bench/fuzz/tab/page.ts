import type { FromChatTab, ToChatTab } from "#contract/chat.ts";
import type { FromTab, TabProgram, ToTab } from "#contract/tab.ts";
import { startTabWorker } from "#lab/backends/tab/start-worker.ts";
import type { Driver } from "../driver.ts";
import { chatPlace, labPlace } from "../inputs/places.ts";
import type { Tally } from "../tally.ts";
import { workOff } from "../work-off.ts";
import { createTabDriver } from "./tab-driver.ts";

/** What `bench/fuzz/tab/tab.ts` calls in the page. */
export interface Fuzz {
  /** Sends inputs to a lab of their own and to the chat; gives what came of it, and errors. */
  send(
    first: number,
    inputs: number,
  ): Promise<{ tally: Tally; errors: string[] }>;
  /** Ends the chat; the next inputs go to a new one. */
  endChat(): void;
}

const [program] = Object.values(
  import.meta.glob<TabProgram>("../lessons/fuzz/server.js", {
    query: "?program",
    import: "default",
  }),
);

/** A server in a worker. */
interface Running extends Driver {
  /** Resolves with whether it still answers. */
  isWell(): Promise<boolean>;
  end(): void;
}

let chat: Running | undefined;
const errors: string[] = [];

async function startLab(): Promise<Running> {
  const worker = startTabWorker();
  const pongs = new Map<number, () => void>();
  let last = 0;
  const tell = (message: ToTab, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);
  worker.onerror = ({ message }) => void errors.push(message);
  worker.onmessage = ({ data: said }) => {
    const data = said as FromTab;
    if (data.kind === "programError") errors.push(JSON.stringify(data.error));
    if (data.kind === "pong") pongs.get(data.n)?.();
  };
  if (!program) throw new Error("There is no program.");
  tell({ kind: "run", program: await program() });
  return {
    ...createTabDriver((port) => tell({ kind: "client", port }, [port])),
    isWell: () =>
      Promise.race([
        new Promise<boolean>((done) => {
          pongs.set(++last, () => done(true));
          tell({ kind: "ping", n: last });
        }),
        new Promise<boolean>((done) => setTimeout(() => done(false), 5_000)),
      ]),
    end: () => worker.terminate(),
  };
}

function startChat(): Running {
  const worker = new Worker(
    new URL("../../../demo-server/tab/chat/worker.ts", import.meta.url),
    { type: "module", name: "chat" },
  );
  worker.onerror = ({ message }) => void errors.push(message);
  const driver = createTabDriver((port) =>
    worker.postMessage({ kind: "client", port } satisfies ToChatTab, [port]),
  );
  worker.onmessage = ({ data }: MessageEvent<FromChatTab>) => void data;
  return {
    ...driver,
    isWell: async () => (await driver.open("/chat/socket.io")) !== undefined,
    end: () => worker.terminate(),
  };
}

const fuzz: Fuzz = {
  async send(first, inputs) {
    const lab = await startLab();
    chat ??= startChat();
    const places = [
      ...Array.from({ length: 7 }, () => labPlace("a-lab-of-the-fuzz-00000")),
      ...Array.from({ length: 3 }, () => chatPlace),
    ];
    const talk = chat;
    // A client goes where its path leads.
    const of = (path: string): Driver => (path === chatPlace.path ? talk : lab);
    const driver: Driver = {
      open: (path) => of(path).open(path),
      post: (path, ...more) => of(path).post(path, ...more),
      frames: (path, ...more) => of(path).frames(path, ...more),
      request: (random, path, ...more) =>
        of(path).request(random, path, ...more),
    };
    const tally = await workOff(first, inputs, places, driver);
    if (!(await lab.isWell())) errors.push(`The lab of ${first} is silent.`);
    if (!(await talk.isWell())) errors.push(`The chat of ${first} is silent.`);
    lab.end();
    return { tally, errors: errors.splice(0) };
  },
  endChat() {
    chat?.end();
    chat = undefined;
  },
};

Object.assign(window, { fuzz });
