import type { Page } from "@playwright/test";

/**
 * Does to every text of a page what a browser's translation does, now and to what comes later: each
 * is put into two `<font>` elements, in which another text takes its place.
 */
export const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const left = new Set(["SCRIPT", "STYLE", "TEXTAREA", "FONT", "TITLE"]);
    // An element of old times: translators use it since no page does.
    const name = "font" as string;
    const make = (): HTMLElement => document.createElement(name);
    const wrap = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        const { parentElement, data } = text;
        if (!parentElement || data.trim() === "") continue;
        if (parentElement instanceof SVGElement) continue;
        if (left.has(parentElement.nodeName)) continue;
        const [outer, inner] = [make(), make()];
        inner.textContent = data;
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    wrap(document.body);
    new MutationObserver((records) => {
      for (const { target } of records) if (target.isConnected) wrap(target);
    }).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });

/** Has the next change fail that a page makes to an element that fits, as where something else has changed it before. */
export const breakNext = (page: Page, selector: string): Promise<void> =>
  page.evaluate((broken) => {
    const mend: (() => void)[] = [];
    const breakIn = (prototype: object, names: readonly string[]): void => {
      for (const name of names) {
        const own: unknown = Reflect.get(prototype, name);
        if (typeof own !== "function") throw new Error(`There is no ${name}.`);
        mend.push(() => Reflect.set(prototype, name, own));
        Reflect.set(prototype, name, function (this: Node, ...args: unknown[]) {
          if (!(this instanceof Element) || !this.matches(broken))
            return Reflect.apply(own, this, args) as unknown;
          for (const one of mend) one();
          throw new DOMException("The node is gone", "NotFoundError");
        });
      }
    };
    breakIn(Node.prototype, ["appendChild", "insertBefore", "removeChild"]);
    breakIn(Element.prototype, ["setAttribute", "removeAttribute"]);
  }, selector);
