import type { Node, Program as Tree } from "acorn";
import { simple } from "acorn-walk";
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
 * tree must have been parsed with `locations`.
 */
export function addTicks(tree: Tree, text: MagicString): void {
  const loop = (node: WithBody): void => tickIn(text, node.body, lineOf(node));
  const func = (node: WithBody): void => {
    const { body } = node;
    if (body.type === "BlockStatement") return loop(node);
    // An arrow function with an expression in the place of a body.
    text
      .prependRight(body.start, `(${TICK}(${lineOf(node)}), `)
      .appendLeft(body.end, ")");
  };
  simple(tree, {
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,
    FunctionDeclaration: func,
    FunctionExpression: func,
    ArrowFunctionExpression: func,
  });
}

function tickIn(text: MagicString, body: Node, line: number): void {
  if (body.type !== "BlockStatement") {
    text
      .prependLeft(body.start, `{ ${TICK}(${line}); `)
      .appendRight(body.end, " }");
    return;
  }
  const { body: statements } = body as Node & { body: readonly Statement[] };
  // A directive stays first.
  const directive = statements.findLast((each) => each.directive !== undefined);
  text.appendLeft(directive?.end ?? body.start + 1, ` ${TICK}(${line});`);
}

const lineOf = ({ loc }: Node): number => loc?.start.line ?? 0;
