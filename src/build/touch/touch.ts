import type { AstroIntegration } from "astro";

/** Gives islands `client:touch`: they are loaded when the reader first touches them. */
export const touch = (): AstroIntegration => ({
  name: "roundtrip:touch",
  hooks: {
    "astro:config:setup": ({ addClientDirective }) =>
      addClientDirective({
        name: "touch",
        entrypoint: "./src/build/touch/directive.ts",
      }),
  },
});
