/** Id of a page's first heading, where the skip link leads. */
export const PAGE_TOP = "_top";
