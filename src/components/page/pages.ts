import { getCollection } from "astro:content";
import { CHAT_PAGE, type CoursePage } from "./course.ts";

/** Every published page, as navigation sees it. */
export async function allPages(): Promise<CoursePage[]> {
  const entries = await getCollection(
    "docs",
    ({ data }) => import.meta.env.DEV || !data.draft,
  );
  const documents = entries.map(({ id, data }) => ({
    id,
    title: data.sidebar.label ?? data.title,
    part: data.part,
    order: data.order,
  }));
  return [...documents, CHAT_PAGE];
}

/** The address of a page of the collection, below the base path. */
export function pageHref(id: string): string {
  return siteHref(id === "index" ? "/" : `/${id}/`);
}

/** A path from the site's root, put below the base path. */
export function siteHref(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/$/, "") + path;
}
