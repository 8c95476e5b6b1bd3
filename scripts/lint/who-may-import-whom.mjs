import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { at, ROOT } from "../tree.mjs";

const LESSONS = "src/content/docs/lessons/";
const HTTP3 = "demo-server/node/webtransport/http3/";
const SCREEN = "src/screen/screen.jsx";

const isTest = (file) =>
  /\.(test|spec)\.tsx?$/.test(file) || file.startsWith("tests/");
const isIn = (folders, path) =>
  folders.some((folder) => path.startsWith(folder));
const lessonOf = (path) => path.slice(LESSONS.length).split("/")[0];

/**
 * The rules. Each looks at one import, `{ from, path }` of a file of the project or
 * `{ from, name }` of a package, and says whether it breaks the rule.
 */
const RULES = [
  {
    message: "demo-server/contract imports valibot and itself, nothing else.",
    breaks: ({ from, path, name }) =>
      isIn(["demo-server/contract/"], from) &&
      !isTest(from) &&
      (path ? !isIn(["demo-server/contract/"], path) : name !== "valibot"),
  },
  {
    message: "src/lab knows no React, no Astro and no component.",
    breaks: ({ from, path, name }) =>
      isIn(["src/lab/"], from) &&
      (path
        ? isIn(["src/components/", "src/pages/"], path)
        : /^(react(-dom)?|astro|astro:.*|@astrojs)$/.test(name)),
  },
  {
    message:
      "src/lab imports itself, demo-server/contract, socket.io-client, engine.io-client and engine.io-parser, nothing else.",
    breaks: ({ from, path, name }) =>
      isIn(["src/lab/"], from) &&
      !isTest(from) &&
      (path
        ? !isIn(["src/lab/", "demo-server/contract/"], path)
        : ![
            "socket.io-client",
            "engine.io-client",
            "engine.io-parser",
          ].includes(name)),
  },
  {
    message:
      "src/sandbox imports itself, src/lab, src/screen, demo-server/contract and what compiles and runs programs; no component.",
    breaks: ({ from, path }) =>
      isIn(["src/sandbox/"], from) &&
      !isTest(from) &&
      path !== undefined &&
      !isIn(
        [
          "src/sandbox/",
          "src/lab/",
          "src/screen/",
          "demo-server/contract/",
          "demo-server/program/",
        ],
        path,
      ) &&
      path !== "demo-server/tab/evaluate.ts",
  },
  {
    message: "A component has no socket, it has a lab: import it from src/lab.",
    breaks: ({ from, name }) =>
      isIn(["src/components/"], from) &&
      !isTest(from) &&
      /^(socket|engine)\.io(-client|-parser)?$/.test(name ?? ""),
  },
  {
    message:
      "Of the servers, a page imports demo-server/contract, nothing else.",
    breaks: ({ from, path }) =>
      isIn(["src/components/", "src/pages/", LESSONS], from) &&
      !isTest(from) &&
      isIn(["demo-server/"], path ?? "") &&
      !isIn(["demo-server/contract/"], path),
  },
  {
    message:
      "demo-server never imports what is seen: components, pages or content.",
    breaks: ({ from, path }) =>
      isIn(["demo-server/"], from) &&
      isIn(["src/components/", "src/pages/", "src/content/"], path ?? ""),
  },
  {
    message:
      "A lesson imports its own folder, src/lab and, in client.jsx, #screen; only its prose imports components.",
    breaks: ({ from, path }) =>
      isIn([LESSONS], from) &&
      path !== undefined &&
      !isTest(from) &&
      !isIn([LESSONS, "src/lab/"], path) &&
      !(from.endsWith("/client.jsx") && path === SCREEN) &&
      !(from.endsWith(".mdx") && isIn(["src/components/"], path)),
  },
  {
    message:
      "src/screen is shown to readers beside a lesson's client: it imports React, nothing else.",
    breaks: ({ from, path, name }) =>
      isIn(["src/screen/"], from) &&
      !isTest(from) &&
      (path ? true : name !== "react"),
  },
  {
    message: "Nobody imports a lesson; the index finds them by glob.",
    breaks: ({ from, path }) =>
      isIn([LESSONS], path ?? "") &&
      !(isIn([LESSONS], from) && lessonOf(from) === lessonOf(path)),
  },
  {
    message:
      "What a lesson promises is for tests: promises.ts is imported by nobody else, and so shipped to nobody.",
    breaks: ({ from, path }) =>
      isIn([LESSONS], path ?? "") &&
      path.endsWith("/promises.ts") &&
      !isTest(from),
  },
  {
    message: "examples stand alone: they import nothing of the site.",
    breaks: ({ from, path }) =>
      isIn(["examples/"], from) &&
      path !== undefined &&
      !isIn([`${from.split("/", 2).join("/")}/`], path),
  },
  {
    message: "Of an example, a page imports the client, never the server.",
    breaks: ({ from, path }) =>
      isIn(["src/components/", "src/pages/"], from) &&
      !isTest(from) &&
      isIn(["examples/chat/server/"], path ?? ""),
  },
  {
    message: "Of an example, demo-server imports the server, never the client.",
    breaks: ({ from, path }) =>
      isIn(["demo-server/"], from) &&
      isIn(["examples/chat/client/"], path ?? ""),
  },
  {
    message:
      "Only serve-webtransport.ts imports the HTTP/3 server, so that a library can take its place.",
    breaks: ({ from, path }) =>
      isIn([HTTP3], path ?? "") &&
      !isIn([HTTP3], from) &&
      !isTest(from) &&
      !(
        from === "demo-server/node/webtransport/serve-webtransport.ts" &&
        path === `${HTTP3}listen.ts`
      ),
  },
  {
    message:
      "An import that leaves its named folder, or climbs three folders, says the name: #lab/…, #contract/… (package.json, imports).",
    breaks: ({ from, path, specifier }) =>
      path !== undefined &&
      specifier.startsWith(".") &&
      !isIn(["examples/", "scripts/"], from) &&
      nameOf(path) !== undefined &&
      (/^(\.\.\/){3}/.test(specifier) ||
        (nameOf(from) !== undefined && nameOf(from) !== nameOf(path))),
  },
  {
    message: "Nobody but a test imports tests, and nobody imports bench.",
    breaks: ({ from, path }) =>
      (isIn(["tests/"], path ?? "") && !isTest(from)) ||
      (isIn(["bench/"], path ?? "") && !isIn(["bench/"], from)),
  },
];

/** `react` of "react/jsx-runtime"; a scope stands for all its packages. */
const packageOf = (specifier) => specifier.split("/")[0];

/** The folders that have a name of their own, `#lab/` and others, as package.json gives them. */
const NAMED = Object.entries(
  JSON.parse(readFileSync(at("package.json"), "utf8")).imports,
).map(([name, path]) => [
  name.replace("*", ""),
  path.replace(/^\.\/|\*$/g, ""),
]);

/** The name of the innermost named folder that a file is in. */
const nameOf = (path) =>
  NAMED.filter(([, folder]) => path.startsWith(folder)).sort(
    ([, a], [, b]) => b.length - a.length,
  )[0]?.[0];

function describe(file, specifier) {
  const from = relative(ROOT, file).split(sep).join("/");
  const named = NAMED.find(([name]) => specifier.startsWith(name));
  if (!named && !/^[./]/.test(specifier))
    return { from, name: packageOf(specifier) };
  const target = named
    ? resolve(ROOT, named[1], specifier.slice(named[0].length))
    : specifier.startsWith("/")
      ? resolve(ROOT, specifier.slice(1))
      : resolve(dirname(file), specifier);
  return {
    from,
    specifier,
    path: relative(ROOT, target).split(sep).join("/").replace(/\?.*$/, ""),
  };
}

/**
 * An ESLint rule that holds who may import whom.
 * @type {import("eslint").Rule.RuleModule}
 */
export const whoMayImportWhom = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const look = (source) => {
      if (typeof source?.value !== "string") return;
      const wanted = describe(context.filename, source.value);
      for (const { message, breaks } of RULES) {
        if (breaks(wanted)) context.report({ node: source, message });
      }
    };
    return {
      ImportDeclaration: (node) => look(node.source),
      ImportExpression: (node) => look(node.source),
      ExportNamedDeclaration: (node) => look(node.source),
      ExportAllDeclaration: (node) => look(node.source),
      TSImportType: (node) => look(node.source ?? node.argument?.literal),
    };
  },
};
