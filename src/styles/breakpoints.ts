/**
 * The widths at which a page's layout changes, by the names that scripts and style sheets use:
 * `matchMedia(BREAKPOINTS.wide)` and `@media (--wide)`. The widths are in rem, so that a page whose
 * letters the reader has enlarged changes earlier.
 */
export const BREAKPOINTS = {
  /** The course stands beside the page. */
  wide: "(min-width: 75rem)",
  /** The course is in the menu. */
  "no-course": "(width < 75rem)",
  /** A lesson's lab stands beside the prose. */
  beside: "(min-width: 60rem)",
  /** The lab is a sheet over the prose. */
  narrow: "(width < 60rem)",
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
