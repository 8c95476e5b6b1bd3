/**
 * The widths at which a page's layout changes, by the names that scripts and style sheets use:
 * `matchMedia(BREAKPOINTS.wide)` and `@media (--wide)`. The widths are in rem, so that a page whose
 * letters the reader has enlarged changes earlier.
 */
export const BREAKPOINTS = {
  /** A lesson's lab stands beside the prose, and the course beside both. */
  wide: "(min-width: 68.75rem)",
  /** The lab is a sheet over the prose, and the course is in the menu. */
  narrow: "(width < 68.75rem)",
  /** The front page is in two columns. */
  "two-columns": "(min-width: 56.25rem)",
  /** The front page is in one column. */
  "one-column": "(width < 56.25rem)",
  /** The search has its words beside its icon. */
  tablet: "(min-width: 48rem)",
  /** The diagram's clients stand below one another. */
  phone: "(max-width: 40rem)",
  /** Words give way to icons. */
  "small-phone": "(max-width: 30rem)",
} as const;
