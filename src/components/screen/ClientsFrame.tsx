import { useEffect, useRef, useSyncExternalStore } from "react";
import type { ClientName } from "#lab/people.ts";
import type { ScreenPlace } from "#sandbox/clients/messages.ts";
import type { PageLab } from "../lab/current-lab.ts";
import { isFrameWanted, offerFrame, onFrameWanted } from "./clients-frame.ts";
import "./clients-frame.css";

const SELECTOR = ".client[data-person]";

/**
 * The frame in which the reader's own clients have their screens. It lies over all of the clients'
 * cards, cut out where their screens are: it must never move in the page, which would load it anew.
 */
export function ClientsFrame({ page }: { page: PageLab | undefined }) {
  const isWanted = useSyncExternalStore(
    onFrameWanted,
    isFrameWanted,
    () => false,
  );
  const element = useRef<HTMLIFrameElement>(null);
  useEffect(
    () => (element.current ? offerFrame(element.current) : undefined),
    [isWanted],
  );
  useEffect(() => {
    const frame = element.current;
    if (!frame || !page?.frame) return undefined;
    const ends = [
      dress(frame, page.frame),
      lay(frame, page.frame),
      showPast(page),
    ];
    return () => ends.forEach((end) => end());
  }, [page, isWanted]);

  if (!isWanted) return null;
  return (
    <iframe
      ref={element}
      className="clients-frame"
      title="The clients’ screens"
      data-shown={page?.frame !== undefined}
    />
  );
}

type Frame = NonNullable<PageLab["frame"]>;

const cardsBeside = (frame: HTMLElement): HTMLElement[] => [
  ...(frame.parentElement?.querySelectorAll<HTMLElement>(SELECTOR) ?? []),
];

/** Gives the screens the page's style, now and when its theme changes. */
function dress(element: HTMLIFrameElement, frame: Frame): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tell = (): void =>
    void import("./frame-style.ts").then(({ frameStyle }) =>
      frame.style(frameStyle(cardsBeside(element))),
    );
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme"],
  });
  dark.addEventListener("change", tell);
  tell();
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", tell);
  };
}

/** Lays each client's screen where its card has the place for it, whatever changes there. */
function lay(element: HTMLIFrameElement, frame: Frame): () => void {
  const { parentElement: all } = element;
  if (!all) return () => undefined;
  const place = (): void => {
    const origin = all.getBoundingClientRect();
    const places: Partial<Record<ClientName, ScreenPlace>> = {};
    const holes: string[] = [];
    for (const card of cardsBeside(element)) {
      const hole = card.querySelector(".screen")?.getBoundingClientRect();
      if (!hole || hole.width === 0) continue;
      const { width, height } = hole;
      const x = hole.x - origin.x + all.scrollLeft;
      const y = hole.y - origin.y + all.scrollTop;
      places[card.dataset["person"] as ClientName] = { x, y, width, height };
      holes.push(`M${x} ${y}h${width}v${height}h${-width}z`);
    }
    element.style.clipPath = `path("${holes.join("")}")`;
    frame.place(places);
  };
  const observer = new ResizeObserver(place);
  observer.observe(all);
  for (const card of cardsBeside(element))
    for (const part of [card, ...card.children]) observer.observe(part);
  return () => observer.disconnect();
}

/** While the playback shows the past, has each screen show what it showed then. */
function showPast({ frame, playback }: PageLab): () => void {
  if (!frame) return () => undefined;
  const kept = new Map<ClientName, { at: number; picture: number }[]>();
  const shown = new Map<ClientName, number | undefined>();
  const show = (): void => {
    const { past } = playback.state();
    const position = playback.position();
    for (const [name, pictures] of kept) {
      const picture = past
        ? (pictures.findLast(({ at }) => at <= position) ?? pictures[0])
            ?.picture
        : undefined;
      if (shown.get(name) === picture) continue;
      shown.set(name, picture);
      frame.show(name, picture);
    }
  };
  const ends = [
    frame.onPicture((name, picture) => {
      const pictures = kept.get(name) ?? [];
      pictures.push({
        at: pictures.length === 0 ? 0 : playback.edge(),
        picture,
      });
      kept.set(name, pictures);
    }),
    playback.subscribe(show),
  ];
  return () => ends.forEach((end) => end());
}
