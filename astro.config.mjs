import mdx from "@astrojs/mdx";
import react from "@astrojs/react";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { anyFolder } from "./src/build/pages/any-folder.ts";
import { breakableCode } from "./src/build/pages/breakable-code.ts";
import { breakpoints } from "./src/build/breakpoints.ts";
import { clientCallSites } from "./src/build/client-call-sites.ts";
import { CODE_THEMES } from "./src/build/code-theme.ts";
import { compress } from "./src/build/compress.ts";
import { devLabs } from "./src/build/dev-labs.ts";
import { downloads } from "./src/build/downloads/downloads.ts";
import { earlyFiles } from "./src/build/pages/early-files.ts";
import { labChunk } from "./src/build/lab-chunk.ts";
import { lessonPrograms } from "./src/build/lesson-programs.ts";
import { offline } from "./src/build/offline.ts";
import { python } from "./src/build/python/python.ts";
import { sandbox } from "./src/build/sandbox.ts";
import { searchIndex } from "./src/build/search-index.ts";
import { securityPolicy } from "./src/build/pages/security-policy.ts";
import { untranslatedCode } from "./src/build/pages/untranslated-code.ts";
import { touch } from "./src/build/touch/touch.ts";
import { tabServer } from "./src/build/tab-server.ts";

const pageTransition =
  "@view-transition{navigation:auto}" +
  "@media(prefers-reduced-motion:reduce){@view-transition{navigation:none}}";

/**
 * Where a page's source can be edited: the address before its path in the project, such as
 * https://example.org/roundtrip/edit/main/. Pages have no such link where it is not set.
 */
const EDIT_URL = process.env.ROUNDTRIP_EDIT_URL;

export default defineConfig({
  output: "static",
  trailingSlash: "ignore",
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: "Roundtrip",
      description: "Learn Socket.IO by watching every message travel.",
      favicon: "/favicon.svg",
      head: [
        // How a script learns where the site begins.
        { tag: "link", attrs: { rel: "home", href: "/" } },
        // In a style sheet it comes too late: the browser has given the transition up by then.
        { tag: "style", content: pageTransition },
      ],
      credits: false,
      // 404.mdx is our own.
      disable404Route: true,
      ...(EDIT_URL && { editLink: { baseUrl: EDIT_URL } }),
      // Navigation is derived from the pages' own frontmatter, see course.ts.
      sidebar: [],
      routeMiddleware: "./src/components/page/route-data.ts",
      markdown: { headingLinks: false },
      customCss: [
        "./src/styles/tokens.css",
        "./src/styles/starlight.css",
        "./src/styles/prose.css",
        "./src/styles/fields.css",
        "./src/styles/select.css",
      ],
      components: {
        ContentPanel: "./src/components/page/ContentPanel.astro",
        Footer: "./src/components/page/Footer.astro",
        Header: "./src/components/page/Header.astro",
        PageFrame: "./src/components/page/PageFrame.astro",
        PageSidebar: "./src/components/page/PageSidebar.astro",
        PageTitle: "./src/components/page/PageTitle.astro",
        SkipLink: "./src/components/page/SkipLinks.astro",
        Search: "./src/components/page/search/Search.astro",
        Sidebar: "./src/components/page/Sidebar.astro",
        ThemeProvider: "./src/components/page/theme/ThemeProvider.astro",
        ThemeSelect: "./src/components/page/theme/ThemeSelect.astro",
        TwoColumnContent: "./src/components/page/TwoColumnContent.astro",
      },
      expressiveCode: {
        defaultProps: {
          wrap: true,
          // A command has no file and no window.
          overridesByLang: { "bash,sh,shell": { frame: "none" } },
        },
        themes: CODE_THEMES,
        useStarlightUiThemeColors: false,
        styleOverrides: {
          borderColor: "var(--line)",
          borderRadius: "var(--radius)",
          codeBackground: "var(--panel)",
          codeFontFamily: "var(--mono)",
          codeFontSize: "0.8125rem",
          codeLineHeight: "1.7",
          uiFontFamily: "var(--sans)",
          uiFontSize: "0.8125rem",
          focusBorder: "var(--accent)",
          frames: {
            frameBoxShadowCssValue: "none",
            editorBackground: "var(--panel)",
            editorTabBarBackground: "var(--paper)",
            editorTabBarBorderBottomColor: "var(--line)",
            editorActiveTabBackground: "var(--panel)",
            editorActiveTabForeground: "var(--ink)",
            editorActiveTabIndicatorTopColor: "transparent",
            editorActiveTabIndicatorBottomColor: "var(--ink)",
            terminalBackground: "var(--panel)",
            terminalTitlebarBackground: "var(--paper)",
            terminalTitlebarBorderBottomColor: "var(--line)",
            terminalTitlebarForeground: "var(--muted)",
          },
        },
      },
    }),
    mdx(),
    react(),
    touch(),
    // After Starlight, whose last step writes the search index. Each of these works on what the
    // one before it left.
    searchIndex(),
    earlyFiles(),
    untranslatedCode(),
    breakableCode(),
    anyFolder(),
    securityPolicy(),
    downloads(),
    sandbox(),
    python(),
    offline(),
    compress(),
  ],
  vite: {
    css: { postcss: { plugins: breakpoints() } },
    plugins: [
      clientCallSites(),
      devLabs(),
      labChunk(),
      lessonPrograms(),
      tabServer(),
    ],
    // MDX pages carry a directive for Astro, which the bundler would warn of.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  },
});
