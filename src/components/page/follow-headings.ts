/** The share of the window's height down to which a heading counts as the one that is read below. */
const READ = 0.3;

/** Marks, in the list of a page's headings, the one whose text is being read. */
export function followHeadings(): void {
  const list = document.querySelector('nav[aria-labelledby="on-this-page"]');
  if (!list) return;
  const links = [...list.querySelectorAll<HTMLAnchorElement>("a")];
  const headings = links.map(({ hash }) =>
    document.getElementById(decodeURIComponent(hash.slice(1))),
  );
  let current: HTMLAnchorElement | undefined;

  const mark = (): void => {
    const edge = innerHeight * READ;
    const at = headings.findLastIndex(
      (heading) => (heading?.getBoundingClientRect().top ?? Infinity) < edge,
    );
    const next = links[at];
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "true");
    next?.scrollIntoView({ block: "nearest" });
    current = next;
  };
  // Told as a heading crosses that line, and of no other scrolling.
  const watch = new IntersectionObserver(mark, {
    rootMargin: `0px 0px -${100 * (1 - READ)}% 0px`,
  });
  for (const heading of headings) if (heading) watch.observe(heading);
}
