import { memo, useEffect, useMemo, useRef, type CSSProperties } from "react";
import type { Language } from "#lab/language.ts";
import type { LitLine } from "#lab/playback/beat.ts";
import { highlight, type Token } from "./highlight.ts";
import { CopyButton } from "./CopyButton.tsx";
import "./code-pane.css";

interface Props {
  /** The file's name. */
  file: string;
  source: string;
  /** Lines that run now, each with whose doing it is. */
  lit: readonly LitLine[];
  /** The line that failed. */
  broken?: number | undefined;
  /** Readers of which languages see it, where that is not everyone. */
  readers?: readonly Language[] | undefined;
}

const Line = memo(function Line({
  tokens,
  by,
  broken,
}: {
  tokens: readonly Token[];
  /** Whose packet makes it run, or undefined while it does not. */
  by: string | undefined;
  /** It failed. */
  broken: boolean;
}) {
  return (
    <span
      className="line"
      data-lit={by}
      data-person={by}
      data-broken={broken || undefined}
      aria-current={by === undefined ? undefined : "true"}
      style={{ "--indent": indentOf(tokens) } as CSSProperties}
    >
      {tokens.map(({ text, kind }, index) => (
        <span key={index} className={kind}>
          {text}
        </span>
      ))}
      {by !== undefined && <span className="sr-only"> (running)</span>}
      {broken && <span className="sr-only"> (failed)</span>}
      <span>{"\n"}</span>
    </span>
  );
});

/** How many spaces a line begins with. */
const indentOf = ([first]: readonly Token[]): number =>
  /^ */.exec(first?.text ?? "")?.[0].length ?? 0;

/** A file of a lesson, line by line, with the lines that run now lit. */
export function CodePane({ file, source, lit, broken, readers }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => highlight(source, file), [source, file]);
  const colours = new Map(lit.map(({ line, by }) => [line, by ?? "server"]));
  const first = lit.length > 0 ? Math.min(...colours.keys()) : broken;

  useEffect(() => {
    if (first === undefined) return;
    // In the next frame, when the page is laid out anyway: to ask now would have it done twice.
    const frame = requestAnimationFrame(() => {
      if (pane.current) reveal(pane.current, first);
    });
    return () => cancelAnimationFrame(frame);
  }, [first]);

  return (
    <div className="code-box copyable" data-for={readers?.join(" ")}>
      <div
        ref={pane}
        className="code-pane"
        role="group"
        aria-label={file}
        translate="no"
        tabIndex={0}
      >
        <pre>
          <code>
            {lines.map((tokens, index) => (
              <Line
                key={index}
                tokens={tokens}
                by={colours.get(index + 1)}
                broken={broken === index + 1}
              />
            ))}
          </code>
        </pre>
      </div>
      <CopyButton code={source} />
    </div>
  );
}

/** Scrolls the pane, and nothing around it, until a line of it is in view. */
function reveal(pane: HTMLElement, line: number): void {
  const element = pane.querySelectorAll<HTMLElement>(".line")[line - 1];
  if (!element) return;
  const top = element.offsetTop - pane.offsetTop;
  const bottom = top + element.offsetHeight;
  const isInView =
    top >= pane.scrollTop && bottom <= pane.scrollTop + pane.clientHeight;
  if (!isInView)
    pane.scrollTop = top - (pane.clientHeight - element.offsetHeight) / 2;
}
