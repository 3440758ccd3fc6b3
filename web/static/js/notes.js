/** Notes that scripts put on a page, and short news of one's own acts. */

import { alarm } from "./live.js";
import { element, escape, icon } from "./dom.js";

const SIGNS = {
  warn: "exclamation-triangle", bad: "x-octagon-fill", ink: "info-circle", ok: "check2",
};
const STAY = 8_000;

/**
 * Show a note, or change the one of this name: the fact in bold, then what to do.
 * @param {{name: string, kind?: string, fact: string, advice?: string,
 *   href?: string, act?: string, fresh?: boolean, run?: () => void}} note
 */
export function showNote(note) {
  const kind = note.kind ?? "warn";
  const made = element(
    `<div class="s-note s-${kind}" data-note="${escape(note.name)}">${icon(SIGNS[kind])}
      <div><b>${escape(note.fact)}</b> ${escape(note.advice ?? "")} ${makeAct(note)}</div></div>`,
  );
  if (note.run) made.querySelector("button").addEventListener("click", note.run);
  const former = findNote(note.name);
  if (former?.textContent === made.textContent) return;
  if (former) former.replaceWith(made);
  else host().prepend(made);
  alarm(note.fact);
}

/** Take a note away. */
export function hideNote(name) {
  findNote(name)?.remove();
}

/** Say what an act of one's own has done, with a way back if there is one. */
export function toast(text, { act = "", run = null } = {}) {
  const made = element(
    `<div class="s-toast"><span>${escape(text)}</span>
      ${act ? `<button type="button" class="s-btn s-quiet">${escape(act)}</button>` : ""}</div>`,
  );
  made.querySelector("button")?.addEventListener("click", () => {
    made.remove();
    run();
  });
  let timer = setTimeout(() => made.remove(), STAY);
  const hold = () => clearTimeout(timer);
  const leave = () => {
    timer = setTimeout(() => made.remove(), STAY);
  };
  made.addEventListener("pointerenter", hold);
  made.addEventListener("pointerleave", leave);
  made.addEventListener("focusin", hold);
  made.addEventListener("focusout", leave);
  toasts().append(made);
}

function makeAct({ href, act, fresh, run }) {
  if (run) return `<button type="button" class="s-btn s-second s-small">${escape(act)}</button>`;
  if (!href) return "";
  const aside = fresh ? ' target="_blank" rel="noopener"' : "";
  return `<a href="${escape(href)}"${aside}>${escape(act)}</a>`;
}

function findNote(name) {
  return document.querySelector(`[data-note="${CSS.escape(name)}"]`);
}

function host() {
  const found = document.querySelector(".s-notes");
  if (found) return found;
  const made = element('<div class="s-notes"></div>');
  (document.querySelector("main") ?? document.body).prepend(made);
  return made;
}

function toasts() {
  const found = document.querySelector(".s-toasts");
  if (found) return found;
  const made = element('<div class="s-toasts"></div>');
  document.body.append(made);
  return made;
}
