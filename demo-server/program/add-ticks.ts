import type { Node, Program as Tree } from "acorn";
import { simple, type RecursiveVisitors } from "acorn-walk";
import type MagicString from "magic-string";

/** Name of the function that a guarded program calls at each turn of a loop and each call of a function. */
export const TICK = "__tick";

/** What has a body: a loop or a function. */
interface WithBody extends Node {
  readonly body: Node;
}

/** A statement that may be a directive, such as "use strict". */
interface Statement extends Node {
  readonly directive?: string;
}

/**
 * Puts a call of `TICK`, with its line, at the beginning of each loop's body and of each function's,
 * so that a program that never ends can be stopped and told where. No line of the text moves; the
 * tree must have been parsed with `locations`. `base` walks what the language alone has not; where
 * `named`, a function whose name begins with a capital, as a component's does, says it too.
 */
export function addTicks(
  tree: Tree,
  text: MagicString,
  {
    base,
    named = false,
  }: { base?: RecursiveVisitors<unknown>; named?: boolean } = {},
): void {
  const loop = (node: WithBody): void =>
    tickIn(text, node.body, `${TICK}(${lineOf(node)})`);
  const names = named ? namesIn(tree, base) : undefined;
  const func = (node: WithBody): void => {
    const { body } = node;
    const own = names?.get(node) ?? "";
    const name = /^[A-Z]/.test(own) ? `, "${own}"` : "";
    const tick = `${TICK}(${lineOf(node)}${name})`;
    if (body.type === "BlockStatement") return tickIn(text, body, tick);
    // An arrow function with an expression in the place of a body.
    text.prependRight(body.start, `(${tick}, `).appendLeft(body.end, ")");
  };
  const visitors = {
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,
    FunctionDeclaration: func,
    FunctionExpression: func,
    ArrowFunctionExpression: func,
  };
  simple(tree, visitors, base);
}

/** Names of functions, by their nodes: their own, or that of the constant that they are given to. */
function namesIn(
  tree: Tree,
  base?: RecursiveVisitors<unknown>,
): ReadonlyMap<Node, string> {
  const names = new Map<Node, string>();
  const own = (node: Node & { id?: { name: string } | null }): void => {
    if (node.id) names.set(node, node.id.name);
  };
  simple(
    tree,
    {
      FunctionDeclaration: own,
      FunctionExpression: own,
      VariableDeclarator({ id, init }) {
        if (init && id.type === "Identifier") names.set(init, id.name);
      },
    },
    base,
  );
  return names;
}

function tickIn(text: MagicString, body: Node, tick: string): void {
  if (body.type !== "BlockStatement") {
    text.prependLeft(body.start, `{ ${tick}; `).appendRight(body.end, " }");
    return;
  }
  const { body: statements } = body as Node & { body: readonly Statement[] };
  // A directive stays first.
  const directive = statements.findLast((each) => each.directive !== undefined);
  text.appendLeft(directive?.end ?? body.start + 1, ` ${tick};`);
}

const lineOf = ({ loc }: Node): number => loc?.start.line ?? 0;
