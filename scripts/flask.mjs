/**
 * Makes the Flask host's environment, in a process of its own, and tells in JSON, a line each:
 * `{"installing":true}` where it takes long, then `{"python":"<path>"}` or `{"why":"<reason>"}`.
 */
import { ensureFlask } from "./flask/environment.mjs";

const tell = (news) => console.log(JSON.stringify(news));

tell(await ensureFlask({ tell: () => tell({ installing: true }) }));
