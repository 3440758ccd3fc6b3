/** Small help of every page: «/» goes to the search, menus close by themselves, a password can be shown. */

const TYPED = "input, textarea, select, [contenteditable], [role=grid]";
const MENUS = "details.s-account, details.s-fold, .s-tabs > details";

/** Tell whether the key belongs to something the person types in. @param {EventTarget} target */
function isTyping(target) {
  return target instanceof Element && target.closest(TYPED) !== null;
}

/** @param {Element | null} except */
function closeMenus(except = null) {
  for (const menu of document.querySelectorAll(MENUS)) {
    if (menu !== except) menu.removeAttribute("open");
  }
}

/** @returns {HTMLInputElement | undefined} the search field that can be seen */
function findSearch() {
  return [...document.querySelectorAll(".s-search input")].find((one) => one.offsetParent !== null);
}

function onKey(event) {
  if (event.key === "Escape") {
    const open = document.querySelector(":is(details.s-account, details.s-fold, .s-tabs > details)[open]");
    closeMenus();
    open?.querySelector("summary")?.focus();
    return;
  }
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  const field = findSearch();
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

/** @param {HTMLButtonElement} button */
function togglePassword(button) {
  const field = document.getElementById(button.dataset.show ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  const shown = field.type === "text";
  field.type = shown ? "password" : "text";
  button.textContent = shown ? "Показать" : "Скрыть";
  button.setAttribute("aria-label", shown ? "Показать пароль" : "Скрыть пароль");
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  closeMenus(event.target.closest(MENUS));
  const button = event.target.closest("button[data-show]");
  if (button instanceof HTMLButtonElement) togglePassword(button);
});
for (const button of document.querySelectorAll("button[data-show]")) button.hidden = false;
