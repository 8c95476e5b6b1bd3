import * as React from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Screen } from "#content/lesson-files.ts";
import * as screen from "#screen";
import { evaluateInNode } from "#server/node/programs/evaluate.ts";
import { CLIENT_MODULES, HANDED } from "./client-text.ts";
import { compileClient } from "./compile-client.ts";

const sources = import.meta.glob<string>(
  "/src/content/docs/lessons/**/client.jsx",
  { query: "?raw", import: "default", eager: true },
);
const modules = import.meta.glob<Screen>(
  "/src/content/docs/lessons/**/client.jsx",
  { import: "default", eager: true },
);

type Exports = Record<string, () => unknown>;

/** Runs a compiled client; gives what it exports, with the ticks and the lines that it told. */
async function run(source: string) {
  const ready = compileClient(source);
  if ("fault" in ready) throw new Error(JSON.stringify(ready.fault));
  const ticks: unknown[][] = [];
  const lines: number[] = [];
  let exports: Exports = {};
  await evaluateInNode(ready.body, HANDED, "client.jsx")(
    (name: string) => Promise.resolve(name === "react" ? React : screen),
    (...tick: unknown[]) => ticks.push(tick),
    (socket: unknown, line: number) => {
      lines.push(line);
      return socket;
    },
    React.createElement,
    React.Fragment,
    (given: Exports) => (exports = given),
  );
  const value = (name: string): unknown => exports[name]?.();
  return { value, ticks, lines, names: Object.keys(exports) };
}

const markup = async (jsx: string): Promise<string> => {
  const { value } = await run(`export default function Shown() {
  const name = "Alice", props = { title: "of" }, list = [1, 2];
  return ${jsx};
}`);
  return renderToStaticMarkup(
    React.createElement(value("default") as React.FC),
  );
};

const faultOf = (source: string) => {
  const ready = compileClient(source);
  return "fault" in ready ? ready.fault : undefined;
};

it.for(Object.keys(sources))("draws what %s draws", async (path) => {
  const { value, names } = await run(sources[path] ?? "");
  const nothing = (): void => undefined;
  const socket = { on: nothing, emit: nothing };
  const props: object = { name: "Alice", socket };
  const draw = (one: unknown): string =>
    renderToStaticMarkup(
      React.createElement(one as React.ComponentType, props),
    );
  expect(draw(value("default"))).toBe(draw(modules[path]));
  expect(names).toContain("default");
});

it.for([
  ["<b />", "<b></b>"],
  ["<><i>a</i>b</>", "<i>a</i>b"],
  [
    '<p title="a &amp; b" hidden>x &lt; y</p>',
    '<p title="a &amp; b" hidden="">x &lt; y</p>',
  ],
  ["<p {...props}>{name}</p>", '<p title="of">Alice</p>'],
  [
    "<p\n  title={name}\n>\n  one\n  two {name}\n</p\n>",
    '<p title="Alice">one two Alice</p>',
  ],
  [
    "<ul>{list.map((n) => <li key={n}>{n}</li>)}</ul>",
    "<ul><li>1</li><li>2</li></ul>",
  ],
  ["<p>{/* nothing */}{name ? <b>yes</b> : null}</p>", "<p><b>yes</b></p>"],
  ["<a-b c-d='1'>{`${name}`}</a-b>", '<a-b c-d="1">Alice</a-b>'],
] as const)("compiles %s", async ([jsx, drawn]) => {
  expect(await markup(jsx)).toBe(drawn);
});

it("keeps the line of all that it compiles, and tells those of calls on the socket", async () => {
  const { value, ticks, lines } = await run(`import {
  useState,
} from "react";
export const say = (socket, text) =>
  socket.emit("say", text);
export function Client() {
  for (const x of [1, 2]) String(x);
  return (
    <p>
      {new Error().stack}
    </p>
  );
}
export { Client as default };
export const far = (socket) => socket.volatile.emit("far");`);
  const emitted: unknown[][] = [];
  const socket = {
    emit: (...args: unknown[]) => void emitted.push(args),
    get volatile() {
      return this;
    },
  };
  (value("say") as (s: unknown, t: string) => void)(socket, "hi");
  (value("far") as (s: unknown) => void)(socket);
  expect(emitted).toEqual([["say", "hi"], ["far"]]);
  expect(lines).toEqual([5, 15]);
  expect(ticks).toEqual([[4], [15]]);
  ticks.length = 0;
  const drawn = renderToStaticMarkup(
    React.createElement(value("default") as React.FC),
  );
  expect(drawn).toContain("client.jsx:10:");
  expect(ticks).toEqual([[6, "Client"], [7], [7]]);
});

it.for([
  ["const a = 1;\nconst a = 2;", 2, "already been declared"],
  ["export default () => <div><b></div>;", 1, "</b> is missing"],
  ["import x from 'fs';", 1, 'does not offer the module "fs"'],
  ["import { useStat } from 'react';", 1, 'no export named "useStat"'],
  ["export * from 'react';", 1, "can export only what it declares"],
  ["\nexport default () => import('x');", 2, "can’t load code while it runs"],
  ["export default () => <p a={} />;", 1, ""],
] as const)("says what is wrong in %s", ([source, line, words]) => {
  const fault = faultOf(source);
  expect(fault).toMatchObject({ file: "client.jsx", line });
  expect(fault?.message).toContain(words);
});

it("offers what React and the screens have, by their names", () => {
  for (const [name, offered] of Object.entries(CLIENT_MODULES)) {
    const module: object = name === "react" ? React : screen;
    expect(Object.keys(module)).toEqual(expect.arrayContaining([...offered]));
  }
  expect(CLIENT_MODULES["#screen"]).toEqual(Object.keys(screen).toSorted());
});
