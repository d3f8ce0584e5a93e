/** Light, dark, or as the system has it. */

const KEY = "notelint-theme";

export type Theme = "system" | "light" | "dark";

const isTheme = (value: unknown): value is Theme => value === "system" || value === "light" || value === "dark";

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return isTheme(value) ? value : "system";
  } catch {
    return "system";
  }
}

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Connects a `<select>` to the theme. `changed` is called after each change, by hand or by the system. */
export function theme(select: HTMLSelectElement, changed: () => void): void {
  select.value = stored();
  apply(stored());
  select.addEventListener("change", () => {
    if (!isTheme(select.value)) return;
    apply(select.value);
    try {
      localStorage.setItem(KEY, select.value);
    } catch {
      // Storage is switched off: the choice holds until the page is left.
    }
    changed();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

export const isDark = (): boolean => {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
