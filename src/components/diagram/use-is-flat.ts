import { useLayoutEffect, useState, type RefObject } from "react";

/** Height by width below which a stage is drawn lower, so that its words stay larger; lesson-lab.css has its space. */
const FLAT = 0.33;

/** Whether the place of a stage, the `.stage` around an element, is wide and not high. */
export function useIsFlat(within: RefObject<HTMLElement | null>): boolean {
  const [isFlat, setFlat] = useState(false);
  // Before it is painted: nothing jumps when the diagram comes.
  useLayoutEffect(() => {
    const place = within.current?.closest<HTMLElement>(".stage");
    if (!place) return undefined;
    const look = (): void => {
      const { clientWidth, clientHeight } = place;
      if (clientWidth > 0) setFlat(clientHeight / clientWidth < FLAT);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(place);
    return () => observer.disconnect();
  }, [within]);
  return isFlat;
}
