import sentences from "./sentences.json" with { type: "json" };

/** What stands in the place of each `{name}` of a sentence. */
export type Values = Readonly<Record<string, string | number>>;

/** A sentence with its values in it; throws where one is missing. */
export function fill(template: string, values: Values = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`"${template}" needs a value for {${name}}.`);
    return String(value);
  });
}

/** What every host says in the same words, whatever language it is written in. */
export const sentence = (
  name: keyof typeof sentences,
  values?: Values,
): string => fill(sentences[name], values);
