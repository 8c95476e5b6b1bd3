/** File of the built site that says whose it is, from the site's root. */
export const TOKEN_FILE = "host-token.txt";

/** What stands in it: any host that serves this site serves this. */
export const TOKEN = "This host serves Roundtrip.\n";

/**
 * Whether the host at `root` still serves this site, or something else does by now; "unknown" where
 * nobody answers, or an error does.
 */
export async function hostAt(
  root: string,
): Promise<"own" | "another" | "unknown"> {
  try {
    const answer = await fetch(root + TOKEN_FILE, { cache: "no-store" });
    if (answer.status >= 500) return "unknown";
    return answer.ok && (await answer.text()) === TOKEN ? "own" : "another";
  } catch {
    return "unknown";
  }
}
