import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** The rules that have to do with colours. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/** Parts of a lab that are alike in all lessons; its clients' screens are each lesson's own. */
const LABS_OWN = [".lab-bar", ".stage", ".playback-place", ".lab-tabs"].map(
  (part) => `[aria-label="Live lab"] ${part}`,
);

/** What axe finds on the page: by `rules` only, and without some parts, where they are given. */
export async function violations(
  page: Page,
  {
    rules,
    without,
  }: { rules?: readonly string[]; without?: "the lab's own" } = {},
): Promise<string[]> {
  // Of what is right nothing is told, which is most of the work; and there is no frame from elsewhere.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode();
  if (rules) axe.withRules([...rules]);
  if (without) for (const part of LABS_OWN) axe.exclude(part);
  const { violations: found } = await axe.analyze();
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary ?? ""}`).join("\n")}`,
  );
}
