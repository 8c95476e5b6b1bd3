const NAMES = [
  "apple",
  "bean",
  "cherry",
  "fig",
  "grape",
  "lemon",
  "mango",
  "olive",
  "peach",
  "pear",
  "plum",
  "quince",
] as const;

/** Gives a random word for a name, such as "pear-592": within one run the same, so that nothing can be written down beforehand. */
export type Word = (name: string) => string;

/** Makes the words of one run. No two names get the same one. `random` gives numbers from 0 to 1. */
export function createWords(random: () => number = Math.random): Word {
  const words = new Map<string, string>();
  const make = (): string => {
    const name = NAMES[Math.floor(random() * NAMES.length)] ?? NAMES[0];
    return `${name}-${100 + Math.floor(random() * 900)}`;
  };
  return (name) => {
    const known = words.get(name);
    if (known !== undefined) return known;
    const taken = new Set(words.values());
    let word = make();
    // With few words left to chance, a number that counts up: some random source may stand still.
    for (let n = 1; taken.has(word); n++) word = `${make()}${n}`;
    words.set(name, word);
    return word;
  };
}
