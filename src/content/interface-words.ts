import { z } from "astro/zod";

/** Texts of the page's frame, beyond Starlight's own. */
export const interfaceWords = z
  .object({
    "site.links": z.string(),
    "site.settings": z.string(),
    "site.theme": z.string(),
    "site.goals": z.string(),
    "site.minutes": z.string(),
    "site.previousAndNext": z.string(),
    "site.searchLoading": z.string(),
  })
  .partial();
