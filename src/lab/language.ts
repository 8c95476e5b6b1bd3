/**
 * The languages that a lesson's server is written in, in the order in which they are shown: what
 * readers call each, and the file of a lesson's folder that holds its program. The first is shown
 * to who has chosen none, and every lesson has it.
 */
export const LANGUAGES = [
  { id: "node", label: "Node", program: "server.js" },
  { id: "flask", label: "Flask", program: "app.py" },
] as const;

/** What the shown code of a server is written in, wherever it runs. */
export type Language = (typeof LANGUAGES)[number]["id"];

/** A lesson's program in a language, by its name in the lesson's folder. */
export type ProgramFile = (typeof LANGUAGES)[number]["program"];

/** What is shown to who has chosen no language. */
export const DEFAULT_LANGUAGE = LANGUAGES[0].id;

const PROGRAMS = Object.fromEntries(
  LANGUAGES.map(({ id, program }) => [id, program]),
) as Record<Language, ProgramFile>;

/** The file that holds a program of the language. */
export const programOf = (language: Language): ProgramFile =>
  PROGRAMS[language];

/**
 * Whose readers see what is written in `language`, where the same stands in the languages `among`
 * too: its own, and for the default those of every language that has nothing there. Undefined
 * where that is everyone.
 */
export function readersOf(
  language: Language,
  among: readonly Language[],
): readonly Language[] | undefined {
  const isAlone = among.every((other) => other === language);
  if (isAlone) return undefined;
  return LANGUAGES.map(({ id }) => id).filter(
    (id) =>
      id === language || (language === DEFAULT_LANGUAGE && !among.includes(id)),
  );
}
