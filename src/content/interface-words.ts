import { z } from "astro/zod";

/** Texts of the page's frame, beyond Starlight's own. */
export const interfaceWords = z
  .object({
    "site.links": z.string(),
    "site.offlineSave": z.string(),
    "site.offlineSaving": z.string(),
    "site.offlineSaved": z.string(),
    "site.offlineRemove": z.string(),
    "site.settings": z.string(),
    "site.theme": z.string(),
    "site.skipToLab": z.string(),
    "site.goals": z.string(),
    "site.minutes": z.string(),
    "site.previousAndNext": z.string(),
    "site.searchLoading": z.string(),
  })
  .partial();
