import MagicString, { type SourceMap } from "magic-string";
import ts from "typescript";

/** Calls on a socket that send something, or that register who is told of what arrives. */
const METHODS = new Set([
  "connect",
  "disconnect",
  "emit",
  "emitWithAck",
  "on",
  "onAny",
  "once",
  "send",
  "timeout",
]);

const CLIENT =
  /\/lessons\/[^/]+(?:\/steps\/[^/]+|\/exercises\/.+)?\/client\.jsx$/;

/**
 * Lets a lesson's client.jsx tell the line of each call on its socket while it runs, so that the
 * code pane can light it. The file itself, as readers see it, stays as it is.
 */
export function clientCallSites() {
  return {
    name: "roundtrip:client-call-sites",
    enforce: "pre" as const,
    transform(code: string, id: string) {
      return CLIENT.test(id) ? markCallSites(code) : undefined;
    },
  };
}

/** Puts `at(socket, line)` in the place of `socket` in each such call; no line of the code moves. */
export function markCallSites(
  code: string,
): { code: string; map: SourceMap } | undefined {
  const file = ts.createSourceFile(
    "client.jsx",
    code,
    ts.ScriptTarget.Latest,
    false,
    ts.ScriptKind.JSX,
  );
  const marked = new MagicString(code);
  const at = unusedName(code);

  const visit = (node: ts.Node): void => {
    const socket = ts.isCallExpression(node)
      ? socketOf(node.expression)
      : undefined;
    if (socket) {
      const start = socket.getStart(file);
      const line = file.getLineAndCharacterOfPosition(start).line + 1;
      marked.appendRight(start, `${at}(`).appendLeft(socket.end, `, ${line})`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  if (!marked.hasChanged()) return undefined;
  marked.prepend(`import { at as ${at} } from "/src/lab/wire/call-sites.ts"; `);
  return {
    code: marked.toString(),
    map: marked.generateMap({ hires: "boundary" }),
  };
}

/** The `socket` of `socket.emit` or `socket.volatile.emit`, where the callee is such a one. */
function socketOf(callee: ts.Expression): ts.Identifier | undefined {
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  if (!METHODS.has(callee.name.text)) return undefined;
  const { expression } = callee;
  const target =
    ts.isPropertyAccessExpression(expression) &&
    expression.name.text === "volatile"
      ? expression.expression
      : expression;
  return ts.isIdentifier(target) && target.text === "socket"
    ? target
    : undefined;
}

function unusedName(code: string): string {
  let name = "at$";
  while (code.includes(name)) name += "$";
  return name;
}
