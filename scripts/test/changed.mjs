import { grepFor } from "./programs.mjs";
import { PROMISES } from "./test-files.mjs";

/** All of a stage. */
const ALL = {};

/** What each of these stages must run: all of it. */
const allOf = (...stages) =>
  Object.fromEntries(stages.map((name) => [name, ALL]));

/** What is read whatever it does: how it is written, and what it may import. */
const read = (path) => ({
  format: { files: [path] },
  lint: { files: [path] },
  // In what is shown of a program, and in prose, there are no types.
  ...(/\.(tsx?|mts|jsx|astro)$/.test(path) && { types: ALL }),
});
const readAll = { ...allOf("types", "lint"), build: ALL };
const site = { ...readAll, ...allOf("unit", "e2e", "engines") };
const everything = { ...site, ...allOf("format", "flask", "chat") };

const withFormat = (path, effect) => ({ format: { files: [path] }, ...effect });
const unitTest = (path) => ({ ...read(path), unit: { files: [path] } });
const pageTest = (path) => ({
  ...read(path),
  e2e: { grep: [grepFor(path)] },
});

/** What the tests of a lesson's own page are called in tests/engines. */
const ON_PAGE = "on Node and in the tab";

/** What a lesson's promises are kept by. */
const kept = (lesson) => ({
  unit: { files: [PROMISES], lessons: [lesson] },
  e2e: {
    grep: [`${grepFor(`${lesson}: each`)}`, "lessons-in-tab"],
    lessons: [lesson],
  },
  engines: { lessons: [lesson], name: ON_PAGE },
});

/** How a lesson's file is written: no .astro file depends on its types. */
const readInLesson = (path) => {
  const { types, ...rest } = read(path);
  return types ? { ...rest, types: { files: [path] } } : rest;
};

/** A lesson is on its own page, in the links of all, and in whatever test takes it for an example. */
function lessonFile(path, lesson, { testsThatName }) {
  if (path.endsWith("/promises.ts"))
    return { ...readInLesson(path), ...kept(lesson) };
  const { units, pages } = testsThatName(lesson);
  const { unit, e2e, engines } = kept(lesson);
  return {
    ...readInLesson(path),
    build: ALL,
    ...(path.endsWith(".py") && { flask: { shown: true } }),
    unit: {
      files: [...unit.files, `src/content/docs/lessons/${lesson}/`, ...units],
      lessons: [lesson],
    },
    e2e: {
      grep: [
        ...e2e.grep,
        grepFor(`/lessons/${lesson}/`),
        "every link",
        ...pages.map(grepFor),
      ],
      lessons: [lesson],
    },
    engines,
  };
}

/**
 * What a change of a file can reach, by its path: the first that fits. What is not listed, or
 * reaches further than one can say, runs everything that it can touch.
 */
const REACH = [
  [
    /^(README|ARCHITECTURE|CONTRIBUTING)\.md$/,
    (path) => ({
      format: { files: [path] },
      unit: { files: ["tests/project/documents.test.ts"] },
    }),
  ],
  [/^src\/content\/docs\/lessons\/.*\.test\.tsx?$/, unitTest],
  [/^src\/content\/docs\/lessons\/.*\.spec\.ts$/, pageTest],
  [
    /^src\/content\/docs\/lessons\/([\w-]+)\/./,
    (path, world, [, lesson]) => lessonFile(path, lesson, world),
  ],
  [
    /^examples\/chat\/(tests|bench)\//,
    (path) => ({ ...read(path), chat: ALL }),
  ],
  [/^examples\//, () => everything],
  [/^bench\//, read],
  [
    /^demo-server\/flask\/tests\//,
    (path) => ({ ...withFormat(path, allOf("flask")) }),
  ],
  [
    // The site has it too, for Flask in the tab.
    /^demo-server\/flask\//,
    (path) => withFormat(path, allOf("build", "flask", "unit", "e2e")),
  ],
  [/^tests\/engines\//, (path) => ({ ...read(path), engines: ALL })],
  [/^(src|demo-server|tests)\/.*\.test\.tsx?$/, unitTest],
  [/^tests\/.*\.spec\.ts$/, pageTest],
  [/^tests\/(a11y|e2e)\//, (path) => ({ ...read(path), e2e: ALL })],
  [
    /^tests\/support\/page\//,
    (path) => ({ ...read(path), ...allOf("e2e", "engines") }),
  ],
  [
    /^tests\/parity\//,
    (path) => ({
      ...read(path),
      unit: ALL,
      ...(path.endsWith(".py") && { flask: { shown: true } }),
    }),
  ],
  [
    /^tests\//,
    (path) => ({
      ...read(path),
      ...allOf("unit", "e2e", "engines"),
      ...(path.endsWith(".py") && { flask: { shown: true } }),
    }),
  ],
  [
    /^src\/content\/.*\.py$/,
    (path) => withFormat(path, { ...site, flask: { shown: true } }),
  ],
  [/^(src|public)\//, (path) => withFormat(path, site)],
  [/^demo-server\//, (path) => withFormat(path, { ...site, flask: ALL })],
];

/** Two wishes of one stage as one: all of it, where one of them is that. */
function together(one, other) {
  if (one === ALL || other === ALL) return ALL;
  if (one === undefined || other === undefined) return one ?? other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const values = [one[key], other[key]].filter(Boolean).flat();
      const isList = [one[key], other[key]].some(Array.isArray);
      return [key, isList ? [...new Set(values)] : values[0]];
    }),
  );
}

/**
 * What to run of each stage for these changed files; a stage that is not named has nothing to do.
 * `world.testsThatName(lesson)` gives the test files that speak of a lesson, of Vitest (`units`) and
 * of Playwright (`pages`).
 */
export function planFor(paths, world) {
  const plan = {};
  for (const path of paths) {
    const [fits, effectOf] = REACH.find(([one]) => one.test(path)) ?? [
      /^/,
      () => everything,
    ];
    const effect = effectOf(path, world, fits.exec(path));
    for (const [stage, wish] of Object.entries(effect))
      plan[stage] = together(plan[stage], wish);
  }
  return plan;
}
