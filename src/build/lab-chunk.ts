import type { Plugin } from "vite";

/** Exercises are loaded when a reader begins with one, and no sooner. */
const LESSON = /\/src\/content\/docs\/lessons\/([^/]+)\/(?!exercises\/)/;

/**
 * Puts what every lab needs into few files, and what a lesson's lab needs into one. They have no
 * preloading of their own: for each file it adds a link to the page, for which Chromium styles the
 * whole page anew, half of a slow phone's blocking time while a lab starts. `early-files.ts` names
 * them in the page from the beginning instead.
 */
export function labChunk(): Plugin {
  const groups = [
    {
      // What a page's own scripts share: without it they would load a lab to get at it.
      name: "page-parts",
      test: /vite\/preload-helper|\/src\/components\/(?:lab\/sheet|lesson\/run-action)\.ts/,
      priority: 1,
    },
    {
      name: "react",
      test: /\/node_modules\/(?:react|react-dom|scheduler|@astrojs\/react)\//,
    },
    {
      name: "lab-core",
      test: /\/src\/lab\/(?!backends\/tab\/|chat\/|exercise\/)/,
    },
    {
      name: "lab-ui",
      test: /\/src\/(?:screen|components\/(?:lab|screen|faults|server-choice|ui|diagram|packets|code))\//,
      minShareCount: 2,
    },
    {
      name: (id: string) => {
        const [, slug] = LESSON.exec(id) ?? [];
        return slug === undefined ? null : `lesson-${slug}`;
      },
      test: LESSON,
    },
  ];
  return {
    name: "roundtrip:lab-chunk",
    configEnvironment: (name) =>
      name === "client"
        ? {
            build: {
              modulePreload: false,
              rolldownOptions: { output: { codeSplitting: { groups } } },
            },
          }
        : undefined,
  };
}
