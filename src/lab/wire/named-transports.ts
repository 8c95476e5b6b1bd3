import type { ManagerOptions } from "socket.io-client";

type Transports = NonNullable<ManagerOptions["transports"]>;
type TransportClass = Exclude<Transports[number], string>;

/** The name of a transport, which its class has for all that are made of it. */
const nameOf = (transport: Transports[number]): unknown =>
  typeof transport === "string"
    ? transport
    : Reflect.get(transport.prototype as object, "name");

/**
 * Lets a manager that was given classes of transports be told which of them to use by their
 * names, as programs write it: now, and whenever `transports` is set. As in a browser, a name
 * that is not there is left out.
 */
export function nameTransports(
  opts: Partial<ManagerOptions>,
  names: Transports | undefined,
): void {
  const classes = [...(opts.transports ?? [])].filter(
    (one): one is TransportClass => typeof one !== "string",
  );
  const choose = (wanted: Transports): TransportClass[] =>
    [...wanted].flatMap((one) =>
      classes.filter((each) => nameOf(each) === nameOf(one)),
    );
  let chosen = choose(names ?? classes);
  Object.defineProperty(opts, "transports", {
    configurable: true,
    enumerable: true,
    get: () => chosen,
    set(wanted: Transports) {
      chosen = choose(wanted);
    },
  });
}
