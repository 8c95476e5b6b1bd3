import astro from "eslint-plugin-astro";
import * as mdx from "eslint-plugin-mdx";
import translated from "eslint-plugin-react-google-translate";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { whoMayImportWhom } from "./scripts/lint/who-may-import-whom.mjs";

const TYPED = ["**/*.ts", "**/*.tsx"];
const SCRIPTS = ["**/*.js", "**/*.mjs", "**/*.jsx"];

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "examples/chat/dist/",
      ".astro/",
      ".copies/",
      "test-results/",
      "playwright-report/",
      "**/fixtures/",
      "**/.venv/",
    ],
  },
  {
    plugins: {
      project: { rules: { "who-may-import-whom": whoMayImportWhom } },
    },
    rules: { "project/who-may-import-whom": "error" },
  },
  {
    files: TYPED,
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-ignore": true, "ts-nocheck": true, "ts-expect-error": true },
      ],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "separate-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/dot-notation": [
        "error",
        { allowIndexSignaturePropertyAccess: true },
      ],
      // Objects here are made of closures: their methods do not use `this`.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-this-alias": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-meaningless-void-operator": "off",
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.d.ts"],
    rules: { "@typescript-eslint/no-extraneous-class": "off" },
  },
  {
    // Only tests prove that something is an error of type.
    files: ["**/*.test.ts", "**/*.test.tsx"],
    rules: {
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-expect-error": "allow-with-description" },
      ],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
    },
  },
  {
    files: SCRIPTS,
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: { eqeqeq: "error", "no-undef": "off" },
  },
  {
    // What an exercise begins with has what its reader will need; a mistake may leave it out.
    files: ["**/exercises/*/{starter,wrong/*}/*.{js,jsx}"],
    rules: { "@typescript-eslint/no-unused-vars": "off" },
  },
  {
    files: ["**/*.tsx", "**/*.jsx"],
    extends: [reactHooks.configs.flat.recommended],
    // A browser's translation puts elements in the place of texts: React must not look for a text
    // that it has put beside something else.
    plugins: { translated },
    rules: {
      "translated/no-conditional-text-nodes-with-siblings": "error",
      "translated/no-return-text-nodes": "error",
    },
  },
  ...astro.configs.recommended,
  { ...mdx.flat },
);
