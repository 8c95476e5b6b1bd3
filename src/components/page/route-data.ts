import {
  defineRouteMiddleware,
  type StarlightRouteData,
} from "@astrojs/starlight/route-data";
import { differences } from "#content/differences.ts";
import { samenesses } from "#content/samenesses.ts";
import {
  companionGroups,
  courseParts,
  neighbours,
  type CoursePage,
} from "./course.ts";
import { lessonSlug } from "./lesson-slug.ts";
import { allPages, pageHref } from "./pages.ts";

type SidebarLink = NonNullable<StarlightRouteData["pagination"]["next"]>;

const SIDE_BY_SIDE = "reference/node-and-flask";

/** Lists each pair of programs below its heading: what a component draws, Starlight doesn't list. */
function listPairs(toc: StarlightRouteData["toc"]): void {
  // The first is the page's title.
  const [, same, different] = toc?.items ?? [];
  const list = (rows: readonly { id: string; title: string }[]) =>
    rows.map(({ id, title }) => ({
      depth: 3,
      slug: id,
      text: title,
      children: [],
    }));
  same?.children.push(...list(samenesses));
  different?.children.push(...list(differences));
}

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

  if (route.entry.id === SIDE_BY_SIDE) listPairs(route.toc);

  // The lab stands where the table of contents would.
  if (route.entry.data.lab) route.toc = undefined;
});
