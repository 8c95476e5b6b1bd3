/** The people of every lesson, each with a colour of their own. */
export const CLIENT_NAMES = ["Alice", "Bob", "Carol"] as const;
export type ClientName = (typeof CLIENT_NAMES)[number];
