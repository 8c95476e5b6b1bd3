import { AtRule, type PluginCreator } from "postcss";
import customMedia from "postcss-custom-media";
import { BREAKPOINTS } from "#styles/breakpoints.ts";

/** Declares the site's breakpoints in a style sheet that names one, as custom media. */
const declareBreakpoints: PluginCreator<never> = () => ({
  postcssPlugin: "roundtrip:breakpoints",
  Once(sheet) {
    if (!sheet.toString().includes("(--")) return;
    for (const [name, query] of Object.entries(BREAKPOINTS))
      sheet.prepend(
        new AtRule({ name: "custom-media", params: `--${name} ${query}` }),
      );
  },
});
declareBreakpoints.postcss = true;

/** What PostCSS needs so that `@media (--wide)` means the breakpoint of that name. */
export const breakpoints = () => [declareBreakpoints(), customMedia()];
