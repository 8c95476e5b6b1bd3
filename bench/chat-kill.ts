/**
 * The messaging app's servers, killed under traffic: see `examples/chat/bench/chat-kill.ts`, which
 * this runs on the Python that the site's Flask host has. `node bench/chat-kill.ts [rounds] [node|flask]`.
 */
import { useFlask } from "./chat/use-flask.ts";

await useFlask();
await import("#chat/bench/chat-kill.ts");
