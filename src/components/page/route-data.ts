import {
  defineRouteMiddleware,
  type StarlightRouteData,
} from "@astrojs/starlight/route-data";
import {
  companionGroups,
  courseParts,
  neighbours,
  type CoursePage,
} from "./course.ts";
import { lessonSlug } from "./lesson-slug.ts";
import { allPages, pageHref } from "./pages.ts";

type SidebarLink = NonNullable<StarlightRouteData["pagination"]["next"]>;

/** Gives each page the navigation that the frontmatter of all pages adds up to. */
export const onRequest = defineRouteMiddleware(async ({ locals }) => {
  const route = locals.starlightRoute;
  const pages = await allPages();

  const link = (page: CoursePage): SidebarLink => ({
    type: "link",
    label: page.title,
    href: pageHref(page.id),
    isCurrent: page.id === route.entry.id,
    badge: undefined,
    attrs: page.id.startsWith("lessons/")
      ? { "data-lesson": lessonSlug(page.id) }
      : {},
  });

  route.sidebar = [...courseParts(pages), ...companionGroups(pages)].map(
    (group) => ({
      type: "group",
      label: group.label,
      entries: group.pages.map(link),
      collapsed: false,
      badge: undefined,
    }),
  );

  const { prev, next } = neighbours(pages, route.entry.id);
  route.pagination = { prev: prev && link(prev), next: next && link(next) };

  // The lab stands where the table of contents would.
  if (route.entry.data.lab) route.toc = undefined;
});
