import {
  createBrowserStorage,
  type ClientStorage,
} from "#chat/client/chat/browser-storage.ts";
import { FLASK_PREFIX } from "#contract/health.ts";
import {
  readHostAddress,
  type HostAddress,
} from "#lab/backends/host-address.ts";
import type { Availability } from "#lab/backends/backend.ts";
import type { ChatNews, ChatPlace } from "#lab/chat/chat-place.ts";
import { siteRoot } from "../page/site-root.ts";
import type { BackendChoice } from "../server-choice/backends.ts";
import { tabPeople } from "./tab-people.ts";

/** Who takes part in the chat on this page. */
export interface Member {
  /** Undefined where the page has only one, whose name the reader gives. */
  readonly label: string | undefined;
  readonly storage: ClientStorage;
  /** The room that is open at first. */
  readonly room: string | undefined;
}

/** A server's chat, as the page shows it. */
export interface ChatServer {
  /** Who else is there, and what is kept. */
  readonly said: string;
  /** Whether it can be reached; never rejects. */
  readonly available: () => Promise<Availability>;
  readonly open: (news: ChatNews) => Promise<ChatPlace>;
  readonly members: () => readonly Member[];
}

/** Why it runs elsewhere where nobody says more. */
export const NO_SERVER = "No server answers here";

/** On a host others write too: the page is one of them. */
const reader = (): readonly Member[] => [
  { label: undefined, storage: createBrowserStorage(), room: undefined },
];

const nodeHost = (): HostAddress => readHostAddress(siteRoot());
const flaskHost = (): HostAddress => readHostAddress(siteRoot(), FLASK_PREFIX);

const openHost = async (at: HostAddress, news: ChatNews): Promise<ChatPlace> =>
  (await import("#lab/chat/host-chat.ts")).openHostChat(at, news);

const CHATS: Readonly<Record<string, ChatServer>> = {
  node: {
    said: "Everyone who visits this site and has chosen Node is here. Who has chosen Flask is on another server, which keeps what is written in the same file: you read one another, but do not see who is there and who writes.",
    async available() {
      const { askNode } = await import("#lab/backends/node-health.ts");
      return askNode(nodeHost());
    },
    open: (news) => openHost(nodeHost(), news),
    members: reader,
  },
  flask: {
    said: "Everyone who visits this site and has chosen Flask is here. Who has chosen Node is on another server, which keeps what is written in the same file: you read one another, but do not see who is there and who writes.",
    async available() {
      const { askFlask } = await import("#lab/backends/flask-health.ts");
      return askFlask(flaskHost());
    },
    open: (news) => openHost(flaskHost(), news),
    members: reader,
  },
  tab: {
    said: "It runs in this tab, server and all: nobody else sees it. What is written is kept in this browser.",
    available: () => Promise.resolve({ ok: true }),
    open: async (news) =>
      (await import("#lab/chat/tab-chat.ts")).openTabChat(news),
    members: tabPeople,
  },
};

/** The chat of a server that a reader can choose; undefined where it has none. */
export const chatOf = ({ id }: BackendChoice): ChatServer | undefined =>
  CHATS[id];
