const COLOURS = 6;

/** The colour that a person has everywhere, as a CSS class: it comes from their id, not their name. */
export function colourOf(id: string): string {
  let sum = 0;
  for (const character of id)
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return `colour-${(sum % COLOURS) + 1}`;
}
