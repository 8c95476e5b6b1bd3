import type { Plugin } from "vite";

/**
 * Puts what every lab needs into one file, and has no script preloaded. To preload one, a link is
 * added to the page, for which Chromium styles the whole page anew: half of a slow phone's blocking
 * time while a lab starts. A chain of small files, each found in the one before, would be slow
 * without it; one file is not.
 */
export function labChunk(): Plugin {
  const groups = [
    { name: "lab-core", test: /\/src\/lab\/(?!backends\/tab\/|chat\/)/ },
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
