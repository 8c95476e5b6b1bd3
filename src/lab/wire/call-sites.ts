import type { Socket } from "socket.io-client";

let pending: number | undefined;

/**
 * Notes the line of client.jsx that is about to call a method of `target`, and returns `target`.
 * The build puts it before each call on a socket; the file the reader sees stays as it is.
 */
export function at<T>(target: T, line: number): T {
  pending = line;
  // A call that sends nothing now (the socket buffers while it is not connected) must not lend
  // its line to the next packet.
  queueMicrotask(() => (pending = undefined));
  return target;
}

/** The line noted last in this turn, once. */
export function takeLine(): number | undefined {
  const line = pending;
  pending = undefined;
  return line;
}

/** Notes in `lines`, by its event, on which line of client.jsx each handler is registered. */
export function noteRegistrations(
  socket: Socket,
  lines: Map<string, number>,
): void {
  const on = socket.on.bind(socket);
  socket.on = ((event: string, listener: (...args: unknown[]) => void) => {
    const line = takeLine();
    if (line !== undefined) lines.set(event, line);
    return on(event, listener);
  }) as typeof socket.on;
}
