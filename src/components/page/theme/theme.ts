const KEY = "theme";

/** Lets a select choose the theme: light, dark, or as the reader's system has it. */
export function followTheme(select: HTMLSelectElement): void {
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

  const show = (): void => {
    const chosen = select.value;
    const dark =
      chosen === "dark" || (chosen === "auto" && systemIsDark.matches);
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  };

  select.value = remembered() ?? "auto";
  // Anything may stand in the browser's storage.
  if (select.selectedIndex === -1) select.value = "auto";
  show();
  select.addEventListener("change", () => {
    remember(select.value);
    show();
  });
  systemIsDark.addEventListener("change", show);
}

// Storage may be forbidden; the choice then lasts as long as the page.

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}
