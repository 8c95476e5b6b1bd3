declare module "@pagefind/default-ui" {
  export class PagefindUI {
    constructor(options: {
      element: HTMLElement;
      baseUrl: string;
      bundlePath: string;
      ranking: Record<string, number>;
      showImages: boolean;
      showSubResults: boolean;
      translations: Record<string, string>;
    });
  }
}
