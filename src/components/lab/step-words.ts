/** The number and the words of a step's folder: "lesson.3-one-room-each" is 3, "One room each". */
export function stepWords(slug: string): { number: string; words: string } {
  const [, number, name] = /\.(\d+)-(.+)$/.exec(slug) ?? [];
  if (number === undefined || name === undefined)
    throw new Error(
      `The step "${slug}" has no number: call its folder "1-like-this".`,
    );
  const words = name.replaceAll("-", " ");
  return { number, words: words.charAt(0).toUpperCase() + words.slice(1) };
}
