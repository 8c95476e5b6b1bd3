/** Verbs that lose two letters: "watches", "passes", "goes", "fixes". */
const LONG = /(?:ch|sh|ss|x|o)es$/;

/** "says" is "say", "replies" is "reply", "watches" is "watch". */
function baseOf(verb: string): string {
  if (verb.endsWith("ies")) return `${verb.slice(0, -3)}y`;
  return verb.slice(0, LONG.test(verb) ? -2 : -1);
}

/**
 * What an action tells its client to do, for a button on that client's own screen: "Alice says
 * hello" is "Say hello" on Alice's, and "Cut Alice off" is "Cut off".
 */
export function imperativeOf(name: string, label: string): string {
  if (!label.startsWith(`${name} `)) return label.replace(` ${name}`, "");
  const words = label
    .slice(name.length + 1)
    // What is done first, and what after it.
    .replace(/^\w+s\b|(?<= and )\w+s\b/g, baseOf);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
