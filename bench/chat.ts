/**
 * A message's way in the messaging app, in a full room: see `examples/chat/bench/chat.ts`, which
 * this runs on the Python that the site's Flask host has.
 */
import { useFlask } from "./chat/use-flask.ts";

await useFlask();
await import("#chat/bench/chat.ts");
