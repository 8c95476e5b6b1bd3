import programCss from "./client-program.css?inline";
import screenCss from "./client-screen.css?inline";

/** Names of the page's own properties that the style sheets use. */
const TOKENS = [
  ...new Set(
    [...(screenCss + programCss).matchAll(/var\((--[\w-]+)/g)].map(
      ([, name = ""]) => name,
    ),
  ),
];

/**
 * The style sheet of screens in a frame: as those of the page, where the clients' cards stand. The
 * frame sees nothing of the page, so that colours and fonts are given as they are now.
 */
export function frameStyle(cards: readonly HTMLElement[]): string {
  const rules = cards.map((card) => {
    const style = getComputedStyle(card);
    const tokens = TOKENS.map(
      (name) => `${name}:${style.getPropertyValue(name)}`,
    );
    const { font, color, backgroundColor } = style;
    return `.client[data-person="${card.dataset["person"] ?? ""}"]{${tokens.join(";")};font:${font};color:${color};background:${backgroundColor}}`;
  });
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return `:root{color-scheme:${scheme}}body{margin:0}${screenCss}${programCss}${rules.join("")}
*{box-sizing:border-box}
.client{position:absolute;padding:0;border:0;border-radius:0;overflow:hidden}
.client[hidden],.past[hidden]{display:none}
.client p[role="alert"]{margin:0;overflow:auto}
:focus-visible{outline:2px solid var(--accent)}`;
}
