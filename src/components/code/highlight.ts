/** What a piece of code is, where it is more than plain text. */
export type TokenKind = "keyword" | "string" | "comment";

/** A piece of one line. */
export interface Token {
  readonly text: string;
  readonly kind?: TokenKind;
}

const WORDS =
  "as|async|await|break|case|catch|class|const|continue|default|do|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|let|new|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|var|while|yield";

const TOKEN = new RegExp(
  [
    String.raw`(?<comment>//.*|/\*[\s\S]*?\*/)`,
    String.raw`(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|${"`"}(?:\\[\s\S]|[^${"`"}\\])*${"`"})`,
    String.raw`(?<![.\w$])(?<keyword>${WORDS})(?![\w$])`,
  ].join("|"),
  "g",
);

/**
 * The lines of a JavaScript or JSX file in pieces to colour. It knows strings, comments and
 * keywords: enough to read by, and small enough to run in the page.
 */
export function highlight(source: string): Token[][] {
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
  for (const match of code.matchAll(TOKEN)) {
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
