import { expect, test } from "vitest";
import { atAnyAddress } from "./not-found-page.ts";

const styles: Record<string, string> = {
  "./_astro/a.css": "a{color:red}",
  "./_astro/print.css": "b{color:$1}",
};
const convert = (html: string): Promise<string> =>
  atAnyAddress(html, (href) =>
    styles[href] === undefined
      ? Promise.reject(new Error(`no ${href}`))
      : Promise.resolve(styles[href]),
  );

test("the page for wrong addresses carries its styles, for their media", async () => {
  expect(
    await convert(
      '<link rel="stylesheet" href="./_astro/a.css"><link rel="stylesheet" href="./_astro/print.css" media="print">',
    ),
  ).toBe('<style>a{color:red}</style><style media="print">b{color:$1}</style>');
});

test("it loads nothing by an address that depends on where it is shown", async () => {
  expect(
    await convert(
      '<link rel="home" href="./"/><script type="module" src="./_astro/a.js"></script><script>src="./"</script>',
    ),
  ).toBe(
    '<link rel="home" data-href="./"/><script type="module" data-src="./_astro/a.js"></script><script>src="./"</script>',
  );
});

test("its links stay links, for whoever has no scripts", async () => {
  const html = '<a href="./lessons/send/">Send</a>';
  expect(await convert(html)).toBe(html);
});
