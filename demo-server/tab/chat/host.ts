import { endUnusedRooms } from "#chat/server/end-unused-rooms.ts";
import type { Store } from "#chat/server/store.ts";
import { createChatServer } from "../../chat/chat-server.ts";
import {
  TAB_PEOPLE,
  TAB_ROOM,
  type FromChatTab,
  type ToChatTab,
} from "#contract/chat.ts";
import type { Port } from "#contract/network.ts";
import { createNetwork, type NetworkServer } from "../network/network.ts";
import { VirtualWebSocketServer } from "../network/websocket.ts";

/** Serves the chat in a worker; what the server does is told by `control`, apart from the network. */
export function createChatTabHost(deps: {
  control: Port<FromChatTab, ToChatTab>;
  /** The store, and whether what is written there stays. */
  store: Promise<{ store: Store; keeps: boolean }>;
}): void {
  const { control } = deps;

  const attached = deps.store.then(({ store, keeps }) => {
    furnish(store);
    const { io, engine } = createChatServer({
      store,
      tell: (work) => control.postMessage({ kind: "worked", work }, []),
      options: { wsEngine: VirtualWebSocketServer },
    });
    // It ends with the worker.
    endUnusedRooms(io.of("/"), store);
    control.postMessage({ kind: "started", keeps }, []);
    return createNetwork(() => asNetworkServer(engine));
  });

  // What a client sends waits in its port until the chat is there.
  control.onmessage = ({ data }) =>
    void attached.then((attach) => attach(data.port));
}

/** So that there is a room to talk in. Whoever is known by no token yet takes any. */
function furnish(store: Store): void {
  const [first] = TAB_PEOPLE;
  if (store.rooms(first.id).length > 0) return;
  for (const person of TAB_PEOPLE) store.join(TAB_ROOM, person.id);
}

/** The network's requests and sockets have what Engine.IO touches of Node's, and no more. */
function asNetworkServer(engine: object): NetworkServer {
  return engine as NetworkServer;
}
