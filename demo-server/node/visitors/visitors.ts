import { checkName, createKnownNames } from "./known-names.ts";
import { checkOrigin, type Sender } from "./origin.ts";
import {
  createAddressOf,
  withoutBase,
  type AddressOf,
  type PublicAddress,
  type Visitor,
} from "./public-address.ts";

/** Whose requests a host answers, and how it tells them apart. */
export interface VisitorOptions {
  /** Origins of other sites that may use the labs, such as "http://localhost:4321". */
  allowedOrigins?: readonly string[];
  /** Names that the server is known by beside this machine's own, such as "course.example". */
  knownNames?: readonly string[];
  /** Where readers reach it, where a proxy stands before it. */
  publicAddress?: PublicAddress;
  /** Whether every request comes through a proxy that says in X-Forwarded-For who sent it. */
  behindProxy?: boolean;
}

/** What is looked at of a request to say whether it may be answered. */
export interface RequestHead extends Sender, Visitor {
  readonly url?: string | undefined;
  readonly headers: Sender["headers"] & Visitor["headers"];
}

/** A host's door. */
export interface Visitors {
  /** Throws a refusal for what comes from a foreign page, or by a name that is not the server's. */
  check(req: RequestHead): void;
  /** The origin of a page of another site that may use the labs; undefined for others. */
  allowedOrigin(req: RequestHead): string | undefined;
  readonly addressOf: AddressOf;
  /** A request's URL as seen from the site's root. */
  fromRoot(url: string): string;
}

/** Makes a host's door. */
export function createVisitors({
  allowedOrigins = [],
  knownNames,
  publicAddress,
  behindProxy = false,
}: VisitorOptions): Visitors {
  const own = publicAddress ? [publicAddress.origin] : [];
  const knows = createKnownNames(knownNames);
  return {
    check(req) {
      checkOrigin(req, [...own, ...allowedOrigins]);
      checkName(req, knows);
    },
    allowedOrigin({ headers: { origin } }) {
      return allowedOrigins.find((allowed) => allowed === origin);
    },
    addressOf: createAddressOf(behindProxy),
    fromRoot: (url) => withoutBase(url, publicAddress?.base ?? "/"),
  };
}
