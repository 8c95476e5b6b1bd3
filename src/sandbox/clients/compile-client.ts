import type {
  CallExpression,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Program as Tree,
} from "acorn";
import { simple } from "acorn-walk";
import MagicString from "magic-string";
import type { ProgramError } from "#contract/stream.ts";
import { addTicks } from "#server/program/add-ticks.ts";
import {
  faultAt,
  parseModule,
  rewriteImport,
  type ModuleText,
} from "#server/program/module-text.ts";
import { ProgramFault } from "#server/program/programs.ts";
import { AT, CLIENT_FILE, CLIENT_MODULES, EXPORTS } from "./client-text.ts";
import { compileJsx, JsxParser, WITH_JSX } from "./jsx.ts";

/** Calls on a socket that send something, or that register who is told of what arrives. */
const SOCKET_CALLS = new Set([
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

/** A client's text, made ready to be evaluated with what `HANDED` names; or what is wrong in it. */
export type ReadyClient =
  { readonly body: string } | { readonly fault: ProgramError };

/**
 * Compiles a client.jsx: JSX, imports, exports, a tick in each loop and function, and the line of
 * each call on `socket`. Every line of the text keeps its number.
 */
export function compileClient(source: string): ReadyClient {
  const module = { source, file: CLIENT_FILE };
  try {
    const tree = parseModule(module, JsxParser);
    const text = new MagicString(source);
    compileJsx(tree, text, module);
    simple(
      tree,
      {
        CallExpression: (call) => markCall(call, text),
        ImportExpression({ start }) {
          throw faultAt(
            module,
            start,
            "client.jsx can’t load code while it runs: import it at the top of the file.",
          );
        },
      },
      WITH_JSX,
    );
    addTicks(tree, text, { base: WITH_JSX, named: true });
    for (const node of tree.body)
      if (node.type === "ImportDeclaration")
        rewriteImport(text, module, node, CLIENT_MODULES);
    const exported = rewriteExports(tree, text, module);
    return { body: `${text.toString()}\n;${EXPORTS}({ ${exported} });` };
  } catch (error) {
    if (error instanceof ProgramFault) return { fault: error.error };
    throw error;
  }
}

/** Has `socket.emit` and `socket.volatile.emit` tell their line. */
function markCall({ callee }: CallExpression, text: MagicString): void {
  if (callee.type !== "MemberExpression" || callee.computed) return;
  const { property, object } = callee;
  if (property.type !== "Identifier" || !SOCKET_CALLS.has(property.name))
    return;
  const target =
    object.type === "MemberExpression" &&
    object.property.type === "Identifier" &&
    object.property.name === "volatile"
      ? object.object
      : object;
  if (target.type !== "Identifier" || target.name !== "socket") return;
  text
    .prependRight(target.start, `${AT}(`)
    .appendLeft(target.end, `, ${target.loc?.start.line ?? 0})`);
}

/** Takes `export` from a text; returns the properties by which its exports are handed on. */
function rewriteExports(
  tree: Tree,
  text: MagicString,
  module: ModuleText,
): string {
  const exported: [name: string, local: string][] = [];
  const blank = (from: number, to: number): void =>
    void text.overwrite(
      from,
      to,
      module.source.slice(from, to).replace(/\S/g, " "),
    );
  for (const node of tree.body) {
    if (node.type === "ExportAllDeclaration")
      throw faultAt(module, node.start, ONLY_OWN);
    if (node.type === "ExportDefaultDeclaration")
      exported.push(["default", rewriteDefault(node, text, blank)]);
    if (node.type !== "ExportNamedDeclaration") continue;
    if (node.source) throw faultAt(module, node.start, ONLY_OWN);
    exported.push(...namesOf(node));
    blank(node.start, node.declaration?.start ?? node.end);
  }
  return exported
    .map(([name, local]) => `${JSON.stringify(name)}: () => ${local}`)
    .join(", ");
}

const ONLY_OWN =
  "client.jsx can export only what it declares: other files’ exports can’t be passed on.";

function rewriteDefault(
  { start, end, declaration }: ExportDefaultDeclaration,
  text: MagicString,
  blank: (from: number, to: number) => void,
): string {
  const { id } = declaration as { id?: { name: string } | null };
  if (id && declaration.type.endsWith("Declaration")) {
    blank(start, declaration.start);
    return id.name;
  }
  const name = "__default";
  blank(start, declaration.start);
  text.prependRight(declaration.start, `const ${name} = `).appendLeft(end, ";");
  return name;
}

/** Names that a declaration exports, with those that they have in the file. */
function namesOf({
  declaration,
  specifiers,
}: ExportNamedDeclaration): [name: string, local: string][] {
  if (declaration?.type === "VariableDeclaration")
    return declaration.declarations.flatMap(({ id }) =>
      id.type === "Identifier" ? [[id.name, id.name] as [string, string]] : [],
    );
  if (declaration) return [[declaration.id.name, declaration.id.name]];
  const named = (node: { type: string }): string =>
    "name" in node
      ? String(node.name)
      : String((node as { value?: unknown }).value);
  return specifiers.map(({ exported, local }) => [
    named(exported),
    named(local),
  ]);
}
