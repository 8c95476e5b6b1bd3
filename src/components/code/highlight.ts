/** What a piece of code is, where it is more than plain text. */
export type TokenKind = "keyword" | "string" | "comment";

/** A piece of one line. */
export interface Token {
  readonly text: string;
  readonly kind?: TokenKind;
}

const WORDS =
  "as|async|await|break|case|catch|class|const|continue|default|do|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|let|new|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|var|while|yield";

const PYTHON_WORDS =
  "False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield";

/** Strings on one line, in either quotes. */
const QUOTED = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const TEMPLATE = String.raw`${"`"}(?:\\[\s\S]|[^${"`"}\\])*${"`"}`;
const TRIPLE = String.raw`"""[\s\S]*?"""|'''[\s\S]*?'''`;

const tokens = (comment: string, string: string, words: string): RegExp =>
  new RegExp(
    [
      `(?<comment>${comment})`,
      `(?<string>${string})`,
      String.raw`(?<![.\w$])(?<keyword>${words})(?![\w$])`,
    ].join("|"),
    "g",
  );

const JAVASCRIPT = tokens(
  String.raw`//.*|/\*[\s\S]*?\*/`,
  `${QUOTED}|${TEMPLATE}`,
  WORDS,
);
const PYTHON = tokens("#.*", `${TRIPLE}|${QUOTED}`, PYTHON_WORDS);

/**
 * The lines of a JavaScript, JSX or Python file in pieces to colour, the language by its name. It
 * knows strings, comments and keywords: enough to read by, and small enough to run in the page.
 */
export function highlight(source: string, file: string): Token[][] {
  const token = file.endsWith(".py") ? PYTHON : JAVASCRIPT;
  const lines: Token[][] = [[]];
  const add = (text: string, kind?: TokenKind): void => {
    for (const [index, piece] of text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (piece !== "")
        lines.at(-1)?.push(kind ? { text: piece, kind } : { text: piece });
    }
  };
  const code = source.replaceAll("\r\n", "\n").trimEnd();
  let end = 0;
  for (const match of code.matchAll(token)) {
    add(code.slice(end, match.index));
    add(match[0], kindOf(match));
    end = match.index + match[0].length;
  }
  add(code.slice(end));
  return lines;
}

function kindOf({ groups = {} }: RegExpMatchArray): TokenKind {
  if (groups["comment"] !== undefined) return "comment";
  return groups["string"] === undefined ? "keyword" : "string";
}
