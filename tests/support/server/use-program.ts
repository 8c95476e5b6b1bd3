import { afterEach } from "vitest";
import { openHost, type OpenHost, type TestClient } from "./open-host.ts";

/** A host whose one lesson's program is a test's own, opened anew in each test. */
export function useProgram() {
  let at: OpenHost;
  afterEach(() => at.close());

  return {
    /** Line 3 is the first of `body`; `options` follow the server's port. */
    async open(body: string, options = ""): Promise<OpenHost> {
      const lesson = `import { Server } from "socket.io";\nconst io = new Server(3000${options});\n${body}`;
      at = await openHost({ lesson });
      return at;
    },
    client: (nsp = ""): Promise<TestClient> =>
      at.client("lesson", undefined, {}, nsp),
    stream: () => at.stream("lesson"),
  };
}
