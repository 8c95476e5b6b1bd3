import type { Page } from "@playwright/test";

/** What the lab shows in one picture of the browser's. */
export interface Picture {
  /** How far the packets in the diagram reach, in shares of its width; undefined where none is. */
  readonly left?: number;
  readonly right?: number;
  /** Whether a line of the open file is lit. */
  readonly isLit: boolean;
  /** What stands in Bob's log. */
  readonly bob: string;
}

/** Looks at a lesson's lab in each picture that the browser draws, from now until `end`. */
export function watchPictures(page: Page): { end(): Promise<Picture[]> } {
  const begun = page.evaluate(() => {
    const pictures: Picture[] = [];
    const state = { on: true, pictures };
    Object.assign(window, { watched: state });
    /** How far what is painted on the diagram reaches; looked for in a small copy of it. */
    const reach = (): Pick<Picture, "left" | "right"> => {
      const canvas =
        document.querySelector<HTMLCanvasElement>(".lesson-lab canvas");
      if (!canvas) return {};
      const [width, height] = [180, 68];
      const copy = new OffscreenCanvas(width, height);
      const context = copy.getContext("2d", { willReadFrequently: true });
      if (!context) return {};
      context.drawImage(canvas, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      let [left, right] = [Infinity, -Infinity];
      for (let i = 3; i < data.length; i += 4) {
        if (!data[i]) continue;
        const x = ((i - 3) / 4) % width;
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
      return right < 0 ? {} : { left: left / width, right: right / width };
    };
    const look = (): void => {
      if (!state.on) return;
      const bob = document.querySelector('.lesson-lab [aria-label="Bob"] .log');
      pictures.push({
        ...reach(),
        isLit: document.querySelector(".code-pane [data-lit]") !== null,
        bob: bob?.textContent ?? "",
      });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return {
    async end() {
      await begun;
      return page.evaluate(() => {
        const { watched } = window as unknown as {
          watched: { on: boolean; pictures: Picture[] };
        };
        watched.on = false;
        return watched.pictures;
      });
    },
  };
}

/** Share of the diagram's width behind which a packet has come out of the server. */
const BEHIND_SERVER = 0.62;

/**
 * In which picture each of these was seen first, -1 where it never was: a packet, a lit line, a packet
 * behind the server, what it brought on Bob's screen; and which pictures show a packet more than one
 * picture after that.
 */
export function firstSeen(pictures: readonly Picture[]): {
  moments: number[];
  late: Picture[];
} {
  const first = (isSo: (picture: Picture) => boolean): number =>
    pictures.findIndex(isSo);
  const shown = first(({ bob }) => bob !== "");
  return {
    moments: [
      first(({ left }) => left !== undefined),
      first(({ isLit }) => isLit),
      first(({ right = 0 }) => right > BEHIND_SERVER),
      shown,
    ],
    late: pictures.slice(shown + 2).filter(({ left }) => left !== undefined),
  };
}
