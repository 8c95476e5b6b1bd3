import { useEffect, useState, type RefObject } from "react";

/** Height by width below which a stage is drawn lower, so that its words stay larger. */
const FLAT = 0.33;

/** Whether the place of a stage, the `.stage` around an element, is wide and not high. */
export function useIsFlat(within: RefObject<HTMLElement | null>): boolean {
  const [isFlat, setFlat] = useState(false);
  useEffect(() => {
    const place = within.current?.closest(".stage");
    if (!place) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 };
      if (width > 0) setFlat(height / width < FLAT);
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, [within]);
  return isFlat;
}
