/** Watches that a worker answers. */
export interface Watchdog {
  /** The worker answered the ping of that number. */
  pong(n: number): void;
  stop(): void;
}

/** Time between two pings, in milliseconds. */
const PING_MS = 500;
/** A page that was busy itself has answers waiting; this long it looks for them, in milliseconds. */
const GRACE_MS = 100;

/** Pings all the time; `silent` is called, once, when one has not been answered for `silenceMs`. */
export function createWatchdog(deps: {
  silenceMs: number;
  ping: (n: number) => void;
  silent: () => void;
}): Watchdog {
  let sent = 0;
  let timer: ReturnType<typeof setTimeout>;

  function ping(): void {
    sent++;
    timer = setTimeout(() => {
      timer = setTimeout(deps.silent, GRACE_MS);
    }, deps.silenceMs - GRACE_MS);
    deps.ping(sent);
  }

  ping();
  return {
    pong(n) {
      if (n !== sent) return;
      clearTimeout(timer);
      timer = setTimeout(ping, PING_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
