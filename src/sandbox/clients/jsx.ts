import { Parser, type Node, type Program as Tree } from "acorn";
import jsx from "acorn-jsx";
import { base, simple, type RecursiveVisitors } from "acorn-walk";
import type MagicString from "magic-string";
import { faultAt, type ModuleText } from "#server/program/module-text.ts";
import { CREATE, FRAGMENT } from "./client-text.ts";

interface JsxName extends Node {
  readonly name: string;
}
interface Attribute extends Node {
  readonly type: "JSXAttribute" | "JSXSpreadAttribute";
  readonly name: JsxName;
  readonly value: (Node & { value?: string; expression?: Node }) | null;
  readonly argument: Node;
}
interface Child extends Node {
  readonly value: string;
  readonly expression: Node;
}
interface Element extends Node {
  readonly openingElement: Node & {
    readonly name: Node;
    readonly attributes: readonly Attribute[];
    readonly selfClosing: boolean;
  };
  readonly closingElement: Node | null;
  readonly children: readonly Child[];
}
interface FragmentElement extends Node {
  readonly openingFragment: Node;
  readonly closingFragment: Node;
  readonly children: readonly Child[];
}

/** What the parser has of itself, as far as it is read here. */
interface Reading {
  readonly input: string;
  readonly start: number;
  readonly startLoc: { readonly line: number };
  raise(position: number, message: string): never;
}

/**
 * The parser with JSX. It compares the names of two tags only after the token behind them, which
 * fails first: `<div><b></div>; }` would be told as "Unexpected token }". So they are compared here.
 */
export const JsxParser = Parser.extend(
  jsx({ allowNamespaces: false }),
  (Base) => {
    const methods = Base.prototype as unknown as Record<
      "jsx_parseOpeningElementAt" | "jsx_parseClosingElementAt",
      (...place: unknown[]) => { selfClosing?: boolean }
    >;
    return class extends Base {
      #open: { name: string; line: number }[] = [];
      jsx_parseOpeningElementAt(...place: unknown[]) {
        const { input, start, startLoc } = this as unknown as Reading;
        const depth = this.#open.length;
        const name = /^<?\s*([\w$.:-]*)/.exec(input.slice(start))?.[1] ?? "";
        this.#open.push({ name, line: startLoc.line });
        const node = Reflect.apply(
          methods.jsx_parseOpeningElementAt,
          this,
          place,
        );
        if (node.selfClosing) this.#open.length = depth;
        return node;
      }
      jsx_parseClosingElementAt(...place: unknown[]) {
        const reading = this as unknown as Reading;
        const { input, start } = reading;
        const { name, line } = this.#open.pop() ?? { name: "", line: 0 };
        const found = /^\s*([\w$.:-]*)/.exec(input.slice(start))?.[1] ?? "";
        if (found !== name)
          reading.raise(
            start,
            `</${found}> stands where <${name}> of line ${line} is still open: </${name}> is missing.`,
          );
        return Reflect.apply(methods.jsx_parseClosingElementAt, this, place);
      }
    };
  },
);

type Walk = (node: Node, state: unknown, as?: string) => void;
const all = (nodes: readonly Node[], state: unknown, walk: Walk): void =>
  nodes.forEach((node) => walk(node, state));
const nothing = (): void => undefined;

/** Walks JSX as `acorn-walk` walks the rest. */
export const WITH_JSX = {
  ...base,
  JSXElement(node: Element, state: unknown, walk: Walk) {
    all(node.openingElement.attributes, state, walk);
    all(node.children, state, walk);
  },
  JSXFragment: (node: FragmentElement, state: unknown, walk: Walk) =>
    all(node.children, state, walk),
  JSXAttribute({ value }: Attribute, state: unknown, walk: Walk) {
    if (value) walk(value, state);
  },
  JSXSpreadAttribute: ({ argument }: Attribute, state: unknown, walk: Walk) =>
    walk(argument, state, "Expression"),
  JSXExpressionContainer: ({ expression }: Child, state: unknown, walk: Walk) =>
    walk(expression, state),
  JSXSpreadChild: ({ expression }: Child, state: unknown, walk: Walk) =>
    walk(expression, state, "Expression"),
  JSXEmptyExpression: nothing,
  JSXText: nothing,
} as unknown as RecursiveVisitors<unknown>;

/**
 * Puts calls in the place of JSX; every line of the text keeps its number, so no source map is
 * needed. Throws `ProgramFault`.
 */
export function compileJsx(
  tree: Tree,
  text: MagicString,
  module: ModuleText,
): void {
  const { source } = module;
  const newlines = (from: number, to: number): string =>
    "\n".repeat(source.slice(from, to).split("\n").length - 1);

  const nameOf = ({ type, start, end }: Node): string => {
    const name = source.slice(start, end);
    return type === "JSXIdentifier" && /^[a-z]|-/.test(name)
      ? JSON.stringify(name)
      : name;
  };

  function element(node: Element): void {
    const { openingElement: opening, closingElement: closing } = node;
    const { name, attributes, selfClosing } = opening;
    const has = attributes.length > 0;
    const head = `${CREATE}(${nameOf(name)}, ${has ? "{" : "null"}`;
    text.overwrite(opening.start, name.end, head);
    for (const { start } of attributes.slice(1)) text.prependRight(start, ", ");
    // `>` or `/>`, which may stand on a line of its own.
    const end = source.lastIndexOf(selfClosing ? "/" : ">", opening.end - 1);
    text.overwrite(end, opening.end, has ? "}" : "");
    if (closing)
      text.overwrite(
        closing.start,
        closing.end,
        `)${newlines(closing.start, closing.end)}`,
      );
    else text.appendLeft(opening.end, ")");
    node.children.forEach(child);
  }

  function fragment(node: FragmentElement): void {
    const { openingFragment: opening, closingFragment: closing } = node;
    text
      .overwrite(
        opening.start,
        opening.end,
        `${CREATE}(${FRAGMENT}, null${newlines(opening.start, opening.end)}`,
      )
      .overwrite(
        closing.start,
        closing.end,
        `)${newlines(closing.start, closing.end)}`,
      );
    node.children.forEach(child);
  }

  function child({ type, start, end, value, expression }: Child): void {
    if (type === "JSXText") {
      const words = wordsOf(value);
      const argument = words === "" ? "" : `, ${quote(words)}`;
      if (end > start)
        text.overwrite(start, end, argument + newlines(start, end));
    } else if (type === "JSXExpressionContainer") {
      if (expression.type === "JSXEmptyExpression")
        text.overwrite(start, end, newlines(start, end) || " ");
      else text.overwrite(start, start + 1, ", (").overwrite(end - 1, end, ")");
    } else if (type === "JSXSpreadChild") {
      text.overwrite(start, start + 1, ", ").overwrite(end - 1, end, "");
    } else text.prependRight(start, ", ");
  }

  function attribute({ name, value }: Attribute): void {
    const key = JSON.stringify(source.slice(name.start, name.end));
    if (!value) {
      text.overwrite(name.start, name.end, `${key}: true`);
      return;
    }
    text.overwrite(name.start, name.end, key);
    // Between the name and its value stand `=` and space.
    const equals = source.indexOf("=", name.end);
    text.overwrite(equals, equals + 1, ":");
    if (value.type === "Literal") {
      const { start, end } = value;
      const words = quote(value.value ?? "") + newlines(start, end);
      text.overwrite(start, end, words);
    } else if (value.type === "JSXExpressionContainer") {
      if (value.expression?.type === "JSXEmptyExpression")
        throw faultAt(
          module,
          value.start,
          "SyntaxError: An attribute in braces needs a value.",
        );
      text
        .overwrite(value.start, value.start + 1, "(")
        .overwrite(value.end - 1, value.end, ")");
    }
  }

  // Children come first: an edit at the same place as a child's encloses it.
  simple(
    tree,
    {
      JSXElement: element,
      JSXFragment: fragment,
      JSXAttribute: attribute,
      JSXSpreadAttribute: ({ start, end }: Node) =>
        text.overwrite(start, start + 1, "").overwrite(end - 1, end, ""),
    } as Parameters<typeof simple>[1],
    WITH_JSX,
  );
}

/** JSX's rule for text: lines are trimmed and joined by one space, blank ones are dropped. */
function wordsOf(value: string): string {
  const lines = value.split(/\r\n|\n|\r/);
  return lines
    .map((line, place) => {
      const spaced = line.replaceAll("\t", " ");
      const begun = place > 0 ? spaced.replace(/^ +/, "") : spaced;
      return place < lines.length - 1 ? begun.replace(/ +$/, "") : begun;
    })
    .filter((line) => line !== "")
    .join(" ");
}

const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16)}`,
  );
