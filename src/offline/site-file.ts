/** A file of the built site: its address from the site's root, and the hash of its content as in `integrity`. */
export type SiteFile = readonly [address: string, integrity: string];

/** Begins the address of each file that is named by its content: at one address it is always the same. */
export const HASHED = "_astro/";

/** Begins the addresses of Python's files: what they take is kept only for who wants it. */
export const PYTHON = `${HASHED}python/`;

/** The page for addresses that do not exist. */
export const NOT_FOUND = "404.html";

/** The service worker's own file. */
export const WORKER = "offline.js";
