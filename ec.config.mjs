import { defineEcConfig } from "@astrojs/starlight/expressive-code";
import { codeSize } from "./src/build/code-size.ts";

/** What astro.config.mjs cannot say of code blocks, as it must be text where a page renders one. */
export default defineEcConfig({ plugins: [codeSize()] });
