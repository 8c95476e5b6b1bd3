/** Sets a timer by the browser's own functions. */
type Start = () => number;

/** A timer as Node has it: an object that can be started anew, where a browser gives a number. */
export class Timeout {
  readonly #start: Start;
  #id: number;

  constructor(start: Start) {
    this.#start = start;
    this.#id = start();
  }

  /** Counts its time from now. */
  refresh(): this {
    this.close();
    this.#id = this.#start();
    return this;
  }

  close(): this {
    // One function clears both kinds, by the standard.
    clearNumber(this.#id);
    return this;
  }

  /** Nothing keeps a worker alive, so nothing need let it go. */
  ref(): this {
    return this;
  }

  /** As `ref`. */
  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

/** A turn of the event loop's own: no timer, which a browser would hold back. */
export class Immediate {
  /** Not run and not cleared. */
  isDue = true;

  ref(): this {
    return this;
  }

  /** As `Timeout.ref`. */
  unref(): this {
    return this;
  }
}

type Work = (...values: unknown[]) => void;
const { setTimeout: startOnce, setInterval: startEach } =
  globalThis as unknown as {
    setTimeout: (work: () => void, delay?: number) => number;
    setInterval: (work: () => void, delay?: number) => number;
  };
const clearNumber = globalThis.clearTimeout as (id: number) => void;

/** Node's `timers`, each timer run by `enter`. */
export function createTimers(enter: (work: Work) => Work) {
  const clear = (timer: unknown): void => {
    if (timer instanceof Timeout) timer.close();
  };
  const timer =
    (start: typeof startOnce) =>
    (work: Work, delay?: number, ...values: unknown[]): Timeout => {
      const entered = enter(work);
      return new Timeout(() => start(() => entered(...values), delay));
    };
  const due: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => due.shift()?.();
  return {
    setImmediate(work: Work, ...values: unknown[]): Immediate {
      const entered = enter(work);
      const immediate = new Immediate();
      due.push(() => {
        if (immediate.isDue) entered(...values);
        immediate.isDue = false;
      });
      port2.postMessage(undefined);
      return immediate;
    },
    clearImmediate(immediate: unknown): void {
      if (immediate instanceof Immediate) immediate.isDue = false;
    },
    setTimeout: timer(startOnce),
    setInterval: timer(startEach),
    clearTimeout: clear,
    clearInterval: clear,
  };
}
