import { ESLint, Linter } from "eslint";
import { parser } from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { whoMayImportWhom } from "#scripts/lint/who-may-import-whom.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const LESSON = "src/content/docs/lessons/hello";

/** What the rule says of one line of code in a file of the project. */
function said(file: string, code: string): string[] {
  const linter = new Linter({ cwd: ROOT });
  const messages = linter.verify(
    code,
    {
      files: ["**/*.{ts,tsx,jsx,mdx,astro}"],
      languageOptions: { parser },
      plugins: { project: { rules: { imports: whoMayImportWhom } } },
      rules: { "project/imports": "error" },
    },
    { filename: ROOT + file },
  );
  return messages.map(({ message }) => message);
}

const importOf = (specifier: string) => `import ${JSON.stringify(specifier)};`;

describe("who may import whom", () => {
  it.each([
    [
      "demo-server/contract/hop.ts",
      "socket.io",
      "demo-server/contract imports",
    ],
    [
      "demo-server/contract/hop.ts",
      "../node/main.ts",
      "demo-server/contract imports",
    ],
    ["src/lab/lab.ts", "react", "no React"],
    ["src/lab/lab.ts", "react-dom/client", "no React"],
    ["src/lab/lab.ts", "astro:content", "no React"],
    ["src/lab/lab.ts", "../components/lab/Lab.tsx", "no React"],
    ["src/lab/lab.test.ts", "../components/lab/Lab.tsx", "no React"],
    ["src/lab/lab.ts", "node:fs", "src/lab imports itself"],
    [
      "src/lab/lab.ts",
      "../../demo-server/node/main.ts",
      "src/lab imports itself",
    ],
    ["src/components/lab/Lab.tsx", "socket.io-client", "a lab: import it"],
    [
      "src/components/lab/Lab.tsx",
      "../../../demo-server/node/main.ts",
      "Of the servers",
    ],
    [
      "demo-server/node/main.ts",
      "../../src/components/lab/Lab.tsx",
      "demo-server never",
    ],
    [
      `${LESSON}/lab.ts`,
      "../../../../components/lab/Lab.tsx",
      "A lesson imports",
    ],
    [`${LESSON}/lab.ts`, "../rooms/lab.ts", "Nobody imports a lesson"],
    [`${LESSON}/lab.ts`, "./promises.ts", "is for tests"],
    [
      "src/components/lab/Lab.tsx",
      `../../../${LESSON}/lab.ts`,
      "Nobody imports a lesson",
    ],
    [
      "src/components/code/Code.astro",
      `/${LESSON}/server.js?raw`,
      "Nobody imports a lesson",
    ],
    [
      "examples/chat/server/handlers.ts",
      "../../../demo-server/contract/chat.ts",
      "examples stand alone",
    ],
    [
      "examples/chat/client/main.ts",
      "../../../src/lab/lab.ts",
      "examples stand alone",
    ],
    [
      "src/components/chat/ChatPage.tsx",
      "../../../examples/chat/server/mount-chat.ts",
      "a page imports the client",
    ],
    [
      "demo-server/chat/chat-server.ts",
      "../../examples/chat/client/open-chat.tsx",
      "demo-server imports the server",
    ],
    [
      "src/lab/chat/trips.ts",
      "../../../examples/chat/contract/events.ts",
      "src/lab imports itself",
    ],
    ["src/lab/lab.ts", "../../tests/project/x.ts", "Nobody but a test"],
    [
      "demo-server/node/host.test.ts",
      "../../bench/load.ts",
      "Nobody but a test",
    ],
    [
      "demo-server/node/host.ts",
      "./webtransport/http3/session.ts",
      "Only serve-webtransport.ts",
    ],
    ["src/lab/lab.ts", "#components/lab/Lab.tsx", "no React"],
    [`${LESSON}/lab.ts`, "#components/lab/Lab.tsx", "A lesson imports"],
    [`${LESSON}/lab.ts`, "#screen", "A lesson imports"],
    ["src/screen/screen.jsx", "#lab/lab.ts", "imports React"],
    ["src/screen/screen.jsx", "socket.io-client", "imports React"],
    ["src/sandbox/sandbox.ts", "#server/tab/host.ts", "src/sandbox imports"],
    [
      "src/sandbox/sandbox.ts",
      "#components/ui/use-frames.ts",
      "src/sandbox imports",
    ],
    ["src/components/lab/Lab.tsx", "../../lab/lab.ts", "says the name"],
    ["src/lab/wire/a/b/c.ts", "../../../people.ts", "says the name"],
  ])("refuses, in %s, an import of %s", (file, specifier, message) => {
    expect(said(file, importOf(specifier)).join()).toContain(message);
  });

  it.each([
    ["demo-server/contract/hop.ts", "valibot"],
    ["demo-server/contract/stream.ts", "./hop.ts"],
    ["src/lab/wire/wire.ts", "engine.io-client"],
    ["src/lab/wire/wire.ts", "#contract/hop.ts"],
    ["src/lab/wire/wire.ts", "../people.ts"],
    [
      "demo-server/node/webtransport/serve-webtransport.ts",
      "./http3/listen.ts",
    ],
    ["src/lab/wire.test.ts", "socket.io"],
    ["src/components/lab/Lab.tsx", "#lab/lab.ts"],
    ["src/components/lab/Lab.tsx", "react"],
    ["demo-server/node/main.ts", "#contract/stream.ts"],
    [`${LESSON}/lab.ts`, "#lab/lesson.ts"],
    ["examples/chat/server/handlers.ts", "../contract/events.ts"],
    ["src/components/chat/ClientFrame.tsx", "#chat/client/open-chat.tsx"],
    ["demo-server/chat/chat-server.ts", "#chat/server/mount-chat.ts"],
    [`${LESSON}/lab.ts`, "./client.jsx"],
    [`${LESSON}/client.jsx`, "react"],
    [`${LESSON}/client.jsx`, "#screen"],
    [`${LESSON}/steps/1-hello/client.jsx`, "#screen"],
    ["src/screen/screen.jsx", "react"],
    ["src/sandbox/find-fault.ts", "#server/program/prepare-program.ts"],
    ["src/sandbox/open-sandbox.ts", "virtual:sandbox-worker"],
    [`${LESSON}/index.mdx`, "#components/lab/Try.astro"],
    [`${LESSON}/lesson.test.ts`, "#tests/support/lab/open-test-lab.ts"],
  ])("allows, in %s, an import of %s", (file, specifier) => {
    expect(said(file, importOf(specifier))).toEqual([]);
  });

  it.each([
    'import type { Socket } from "socket.io-client";',
    'export { io } from "socket.io-client";',
    'export * from "socket.io-client";',
    'const io = import("socket.io-client");',
    'type Socket = import("socket.io-client").Socket;',
  ])("sees every way to import: %s", (code) => {
    expect(said("src/components/lab/Lab.tsx", code)).toHaveLength(1);
  });

  it.each([
    "src/lab/x.ts",
    "src/components/x.astro",
    "examples/chat/server/x.ts",
    `${LESSON}/client.jsx`,
    `${LESSON}/index.mdx`,
  ])("is held by npm run lint for %s", async (file) => {
    const config: unknown = await new ESLint({
      cwd: ROOT,
    }).calculateConfigForFile(file);
    expect(config).toHaveProperty(
      ["rules", "project/who-may-import-whom"],
      [2],
    );
  });
});
