import type { CSSProperties } from "react";
import type { Token } from "./highlight.ts";
import "./code-lines.css";

/** Lines of code in the prose, which wrap: what goes on stands further in than it began. */
export const CodeLines = ({
  lines,
}: {
  lines: readonly (readonly Token[])[];
}) => (
  <>
    {lines.map(indented).map(({ spaces, tokens }, at) => (
      <span
        key={at}
        className="code-line"
        style={{ "--indent": spaces.length } as CSSProperties}
      >
        <span className="indent">{spaces}</span>
        {tokens.map(({ text, kind }, index) =>
          kind ? (
            <span key={index} className={kind}>
              {text}
            </span>
          ) : (
            text
          ),
        )}
        {"\n"}
      </span>
    ))}
  </>
);

/**
 * A line and the spaces before it. They stand apart, or a line would break after them where its
 * first word is too long.
 */
function indented(tokens: readonly Token[]) {
  const [first, ...others] = tokens;
  const spaces = /^ */.exec(first?.text ?? "")?.[0] ?? "";
  const rest = first && { ...first, text: first.text.slice(spaces.length) };
  return { spaces, tokens: rest ? [rest, ...others] : [] };
}
