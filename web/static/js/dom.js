/** Small helpers over the DOM that every module of ours shares. */

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Make text safe inside HTML. */
export function escape(text) {
  return String(text ?? "").replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
}

/** Build one element from HTML whose values went through `escape`. */
export function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

/** Return a sign of the sprite as HTML; the page itself names the sprite. */
export function icon(name) {
  return `<svg class="s-icon" aria-hidden="true"><use href="${sprite()}#${name}"></use></svg>`;
}

/** Read JSON the page carries in a script element. */
export function readData(id) {
  const holder = document.getElementById(id);
  return holder ? JSON.parse(holder.textContent) : null;
}

/** Read a value of the page's head. */
export function readMeta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

/** Tell whether the window is a phone's. */
export function isNarrow() {
  return window.matchMedia("(max-width: 767.98px)").matches;
}

/** Choose the Russian form of a noun after a number: 1 отметка, 2 отметки, 5 отметок. */
export function count(number, one, few, many) {
  const tens = number % 100;
  const units = number % 10;
  const words = tens > 10 && tens < 20 ? many : units === 1 ? one : units > 1 && units < 5 ? few : many;
  return `${number}\u00a0${words}`;
}

/** Say a time of today as «10:41». */
export function clock(moment) {
  return new Date(moment).toLocaleTimeString("ru-RU", { hour: "2-digit", minute: "2-digit" });
}

function sprite() {
  const used = document.querySelector("svg use[href*='icons.svg']");
  return used ? used.getAttribute("href").split("#")[0] : "";
}
