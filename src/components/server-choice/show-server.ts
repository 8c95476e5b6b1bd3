import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from "#lab/language.ts";

/** Shows a server as the page's: by the code it shows, and in its choice of server, where it has one. */
export function showServer({
  id,
  language,
}: {
  readonly id: string;
  readonly language: string | undefined;
}): void {
  const { dataset } = document.documentElement;
  dataset["server"] = id;
  if (language !== undefined) dataset["language"] = language;
  const radio = document.querySelector<HTMLInputElement>(
    `[data-server-choice] input[value="${id}"]`,
  );
  if (!radio || radio.checked) return;
  const group = radio.closest("[data-server-choice]");
  const hasFocus = group?.contains(document.activeElement);
  radio.checked = true;
  if (hasFocus) radio.focus();
}

/** The language whose code the page shows now. */
export const shownLanguage = (): Language =>
  LANGUAGES.find(
    ({ id }) => id === document.documentElement.dataset["language"],
  )?.id ?? DEFAULT_LANGUAGE;
