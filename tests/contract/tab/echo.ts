import { program } from "./tab-world.ts";

const echo = (transports: readonly string[]) =>
  program(
    `io.on("connection", (s) => {
    s.on("echo", (...v) => v.pop()(...v));
    s.on("bye", () => s.disconnect(true));
  });`,
    JSON.stringify({ transports }),
  );

/** A program that answers with what it was asked, by WebTransport too. */
export const ECHO = echo(["polling", "webtransport"]);

/** The same by every transport. */
export const ECHO_BY_ALL = echo(["polling", "websocket", "webtransport"]);
