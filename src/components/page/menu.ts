/** Id of the menu that holds the settings and the list of lessons on narrow screens. */
export const MENU_ID = "site-menu";
