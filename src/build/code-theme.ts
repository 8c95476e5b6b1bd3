/** The colours of code in one theme of the page: those of the lab's code, see src/styles/tokens.css. */
interface CodeColours {
  readonly ground: string;
  readonly ink: string;
  readonly keyword: string;
  readonly string: string;
  readonly comment: string;
}

/** What stands in these colours, by TextMate's names. */
const SCOPES: Readonly<Record<"keyword" | "string" | "comment", string[]>> = {
  keyword: [
    "keyword",
    "storage",
    "constant.language",
    "variable.language",
    "entity.name.tag",
    "support.type.property-name.json",
  ],
  string: ["string", "punctuation.definition.string", "constant.numeric"],
  comment: ["comment", "punctuation.definition.comment"],
};

/** A theme for the code in the prose, so that one file looks the same there and in the lab. */
const codeTheme = (
  name: string,
  type: "light" | "dark",
  { ground, ink, ...colours }: CodeColours,
) => ({
  name,
  type,
  colors: { "editor.background": ground, "editor.foreground": ink },
  tokenColors: [
    { settings: { foreground: ink } },
    // What is put into a text is code again.
    {
      scope: [
        "meta.template.expression",
        "punctuation.definition.template-expression",
        "keyword.operator",
        "storage.type.function.arrow",
      ],
      settings: { foreground: ink },
    },
    ...Object.entries(SCOPES).map(([kind, scope]) => ({
      scope,
      settings: { foreground: colours[kind as keyof typeof SCOPES] },
    })),
  ],
});

export const CODE_THEMES = [
  codeTheme("roundtrip-light", "light", {
    ground: "#f6f7f9",
    ink: "#14171c",
    keyword: "#0a67c4",
    string: "#087653",
    comment: "#59616d",
  }),
  codeTheme("roundtrip-dark", "dark", {
    ground: "#171b22",
    ink: "#eceff4",
    keyword: "#6cb2ff",
    string: "#4fd1a1",
    comment: "#a7b0bd",
  }),
];
