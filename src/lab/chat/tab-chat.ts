import { io } from "socket.io-client";
import type { FromChatTab, ToChatTab } from "#contract/chat.ts";
import type { Port } from "#contract/network.ts";
import { createClientNetwork } from "../backends/tab/client-network.ts";
import { onNetwork, VIRTUAL_TRANSPORTS } from "../backends/tab/transports.ts";
import type { ChatNews, ChatPlace } from "./chat-place.ts";

interface ChatWorker extends Port<ToChatTab, FromChatTab> {
  onerror: ((event: ErrorEvent) => unknown) | null;
  terminate(): void;
}

/** Nothing of the network goes out, so that its server needs no name. */
const ORIGIN = "http://in-this-tab";

const NOT_LOADED =
  "The server in this tab could not be loaded. Check the connection, then load the page again.";
const NOT_KEPT =
  "What you write now is not kept: another tab of this browser has this chat open, or this browser keeps nothing.";

const startWorker = (): ChatWorker =>
  new Worker(
    new URL("../../../demo-server/tab/chat/worker.ts", import.meta.url),
    { type: "module", name: "chat" },
  );

/** The chat in the page's own tab: its server in a worker, what is written in the browser. */
export function openTabChat(news: ChatNews): ChatPlace {
  const worker = startWorker();
  worker.onerror = () => news.stopped(NOT_LOADED);
  worker.onmessage = ({ data }) => {
    if (data.kind === "worked") news.worked(data.work);
    else if (!data.keeps) news.noted(NOT_KEPT);
  };

  return {
    transports: VIRTUAL_TRANSPORTS,
    connect(options) {
      const { port1, port2 } = new MessageChannel();
      const network = createClientNetwork();
      worker.postMessage({ kind: "client", port: port2 }, [port2]);
      network.plug(port1);
      return io(ORIGIN, {
        ...options,
        transportOptions: onNetwork(network),
        forceNew: true,
        autoConnect: false,
      });
    },
    tells: () => true,
    watch: () => undefined,
    close: () => worker.terminate(),
  };
}
