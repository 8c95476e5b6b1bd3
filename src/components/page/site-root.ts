/**
 * The address at which the site begins, in whichever folder of a host it stands; "" on the page
 * for wrong addresses until it has found out.
 */
export function siteRoot(): string {
  return (
    document.querySelector<HTMLLinkElement>('link[rel="home"]')?.href ??
    `${location.origin}/`
  );
}
