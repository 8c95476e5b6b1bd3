import { pythonCacheOf } from "./kept-python.ts";
import { HASHED, type SiteFile } from "./site-file.ts";

/** Added to a version's cache when all its files are in. */
const WHOLE = "?whole";

/** At a time, so that the page in front is not slowed down. */
const FETCHES = 2;

/** The versions of the site that this browser keeps, each whole in a cache of its own. */
export interface KeptVersions {
  /** Keeps a version; rejects, keeping nothing, where a file is not what the build made. */
  keep(files: readonly SiteFile[]): Promise<void>;
  /** Lets go of all versions but this worker's. */
  dropOthers(): Promise<void>;
  /** Lets go of everything. */
  dropAll(): Promise<void>;
  /** A file that is named by its content, from whichever version has it. */
  hashedFile(address: string): Promise<Response | undefined>;
  /** Any file, from the newest version that is whole. */
  newestFile(address: string): Promise<Response | undefined>;
}

/** `root` is the site's own address: other sites, or other copies of this one, may share its origin. */
export function createKeptVersions(
  root: string,
  version: string,
): KeptVersions {
  const prefix = `roundtrip ${root} `;
  const own = prefix + version;

  const names = async (): Promise<string[]> =>
    (await caches.keys()).filter((name) => name.startsWith(prefix));

  /** When a version became whole, in milliseconds since 1970; 0 while it is not. */
  async function wholeSince(name: string): Promise<number> {
    const mark = await caches.match(root + WHOLE, { cacheName: name });
    return mark ? Number(await mark.text()) : 0;
  }

  async function newest(): Promise<string | undefined> {
    const found = await Promise.all(
      (await names()).map(async (name) => ({
        name,
        since: await wholeSince(name),
      })),
    );
    return found
      .filter(({ since }) => since > 0)
      .sort((a, b) => b.since - a.since)[0]?.name;
  }

  async function hashedFile(address: string): Promise<Response | undefined> {
    for (const cacheName of await names()) {
      const file = await caches.match(root + address, { cacheName });
      if (file) return file;
    }
    return undefined;
  }

  async function load([address, integrity]: SiteFile): Promise<Response> {
    const hashed = address.startsWith(HASHED);
    const kept = hashed ? await hashedFile(address) : undefined;
    if (kept) return kept;
    // Content that is not this version's is refused by the hash, so versions never mix.
    const file = await fetch(root + address, {
      integrity,
      cache: hashed ? "default" : "no-cache",
      priority: "low",
    });
    const headers = new Headers(file.headers);
    // It would say that a server is there when there is none: see contract/presence.ts.
    headers.delete("Server-Timing");
    // Pages must not be answered with what was redirected, and some hosts redirect to their own address of a file.
    return new Response(await file.blob(), { headers });
  }

  return {
    async keep(files) {
      const cache = await caches.open(own);
      try {
        const queue = files.values();
        const fetchRest = async (): Promise<void> => {
          for (const file of queue)
            await cache.put(root + file[0], await load(file));
        };
        await Promise.all(Array.from({ length: FETCHES }, fetchRest));
        await cache.put(root + WHOLE, new Response(String(Date.now())));
      } catch (error) {
        if ((await wholeSince(own)) === 0) await caches.delete(own);
        throw error;
      }
    },
    async dropOthers() {
      // Python is the reader's own wish, and outlives a version of the site.
      const stays = [own, pythonCacheOf(root)];
      const others = (await names()).filter((name) => !stays.includes(name));
      await Promise.all(others.map((name) => caches.delete(name)));
    },
    async dropAll() {
      await Promise.all((await names()).map((name) => caches.delete(name)));
    },
    hashedFile,
    async newestFile(address) {
      const cacheName = await newest();
      return cacheName === undefined
        ? undefined
        : await caches.match(root + address, { cacheName });
    },
  };
}
