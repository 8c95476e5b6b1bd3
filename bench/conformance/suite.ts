import type { Endpoint } from "./endpoint.ts";

/** One case of a public suite: it rejects where the server does not do as the protocol says. */
export type Case = (to: Endpoint) => Promise<void>;

/** Cases by the names that they have in the public suite, its groups before a colon. */
export type Suite = Readonly<Record<string, Case>>;
