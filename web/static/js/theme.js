/** The theme: the reader's choice kept on this computer, else the system's. Runs before the page is painted. */
(() => {
  const KEY = "surguch.theme";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  /** @returns {string} light, dark or system */
  function chosen() {
    try {
      return localStorage.getItem(KEY) || "system";
    } catch {
      return "system";
    }
  }

  function paint() {
    const theme = chosen();
    document.documentElement.dataset.bsTheme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    for (const button of document.querySelectorAll("button[data-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
    }
  }

  /** @param {string} theme */
  function choose(theme) {
    try {
      if (theme === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // A browser that keeps nothing still paints the choice until the next page.
      document.documentElement.dataset.bsTheme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
      return;
    }
    paint();
  }

  paint();
  dark.addEventListener("change", paint);
  window.addEventListener("storage", (event) => event.key === KEY && paint());
  document.addEventListener("DOMContentLoaded", () => {
    paint();
    document.addEventListener("click", (event) => {
      const button = event.target.closest?.("button[data-theme]");
      if (button) choose(button.dataset.theme);
    });
  });
})();
