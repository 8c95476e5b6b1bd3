import { programLine } from "./call-site.ts";
import { trackOf } from "./connection.ts";
import type { NamespaceInternals, SocketInternals } from "./internals.ts";
import type { Tap } from "./tap.ts";

type Values = unknown[];
type Listener = (...values: Values) => unknown;
/** A listener in another's place; EventEmitter's `off` and `listeners` look for the original here. */
type StandIn = Listener & { listener?: Listener };
type Registers = Record<string, (this: unknown, ...values: Values) => unknown>;

/** How a handler of an emitter is told of. */
interface Teller {
  tap: Tap;
  /** Event, namespace and connection of one call, by its values; undefined when it is no hop. */
  hop(
    event: string,
    values: Values,
  ): { event: string; namespace: string; engine: string } | undefined;
}

/** Makes a namespace tell of each run of its "connection" handlers. */
export function tapNamespaceHandlers(
  tap: Tap,
  namespace: NamespaceInternals,
): void {
  const teller: Teller = {
    tap,
    hop(event, [socket]) {
      if (event !== "connection" && event !== "connect") return undefined;
      const { nsp, client } = socket as SocketInternals;
      return {
        event: "connection",
        namespace: nsp.name,
        engine: client.conn.id,
      };
    },
  };
  replaceRegistrations(namespace, () => teller);
  // A parent hands its handlers on to each child that it makes: those that tell, not the originals.
  if (namespace.children)
    namespace.listeners = namespace.rawListeners.bind(namespace);
}

/** Makes every socket of a class tell of each run of its handlers. */
export function tapSocketHandlers(prototype: object): void {
  const tellerOf = (emitter: unknown): Teller | undefined => {
    const { client, nsp } = emitter as SocketInternals;
    const track = trackOf(client.conn);
    if (!track) return undefined;
    const namespace = nsp.name;
    return {
      tap: track.tap,
      hop: (event) => ({ event, namespace, engine: track.id }),
    };
  };
  replaceRegistrations(prototype, tellerOf);
  replaceAnyRegistrations(prototype, tellerOf);
}

function replaceRegistrations(
  target: object,
  tellerOf: (emitter: unknown) => Teller | undefined,
): void {
  const base = Object.getPrototypeOf(target) as Registers;
  const replace = (name: string, as: string, once: boolean): void => {
    define(target, name, function register(this: unknown, ...values) {
      const [event, listener] = values;
      const teller = tellerOf(this);
      const own = teller && standIn(teller, String(event), listener, register);
      if (!own) return base[name]?.apply(this, values);
      const registered: StandIn = once
        ? (...given) => {
            base["removeListener"]?.call(this, event, registered);
            return Reflect.apply(own, this, given);
          }
        : own;
      if (own.listener) registered.listener = own.listener;
      return base[as]?.call(this, event, registered);
    });
  };
  replace("on", "on", false);
  replace("addListener", "addListener", false);
  replace("prependListener", "prependListener", false);
  // EventEmitter's own `once` hides the original one level too deep for `off` to find it.
  replace("once", "on", true);
  replace("prependOnceListener", "prependListener", true);
}

function replaceAnyRegistrations(
  prototype: object,
  tellerOf: (emitter: unknown) => Teller | undefined,
): void {
  const base = Object.getPrototypeOf(prototype) as Registers;
  for (const name of ["onAny", "prependAny"]) {
    define(prototype, name, function register(this: unknown, listener) {
      const teller = tellerOf(this);
      const own = teller && standIn(teller, undefined, listener, register);
      return base[name]?.call(this, own ?? listener);
    });
  }
  const registered = (socket: unknown): StandIn[] =>
    (base["listenersAny"]?.call(socket) ?? []) as StandIn[];
  define(prototype, "listenersAny", function (this: unknown) {
    return registered(this).map((one) => one.listener ?? one);
  });
  define(prototype, "offAny", function (this: unknown, ...values) {
    const [listener] = values;
    const own = registered(this).find(
      (one) => one === listener || one.listener === listener,
    );
    return base["offAny"]?.apply(this, own ? [own] : values);
  });
}

/** The listener that tells and then runs the program's; none for a listener not of the program. */
function standIn(
  teller: Teller,
  registeredEvent: string | undefined,
  listener: unknown,
  register: Listener,
): StandIn | undefined {
  if (typeof listener !== "function") return undefined;
  const line = programLine(register);
  if (line === undefined) return undefined;
  const { tap } = teller;
  const own: StandIn = function (this: unknown, ...values) {
    if (teller.tap.over) return undefined;
    const hop = teller.hop(registeredEvent ?? String(values[0]), values);
    if (!hop) return Reflect.apply(listener, this, values);
    const { incoming } = tap;
    const place = { namespace: hop.namespace, line, cause: incoming };
    const id = tap.handler(place, hop.event, hop.engine);
    const scope = { tap, cause: { by: "hop", hop: id } } as const;
    // What the handler itself sets off has the handler as its cause.
    tap.incoming = undefined;
    try {
      return tap.scopes.run(
        scope,
        runGuarded,
        tap,
        listener as Listener,
        this,
        values,
      );
    } finally {
      tap.incoming = incoming;
    }
  };
  own.listener = listener as Listener;
  return own;
}

/** A handler that throws ends a plain Node process; on a host it must end nothing. */
function runGuarded(
  tap: Tap,
  listener: Listener,
  self: unknown,
  values: Values,
): unknown {
  try {
    const result = Reflect.apply(listener, self, values);
    if (result instanceof Promise) {
      result.catch((error: unknown) => tap.report(error, "unhandledRejection"));
      tap.running?.push(result);
    }
    return result;
  } catch (error) {
    tap.report(error);
    return undefined;
  }
}

function define(
  target: object,
  name: string,
  value: (this: unknown, ...values: Values) => unknown,
): void {
  Object.defineProperty(target, name, {
    value,
    configurable: true,
    writable: true,
  });
}
