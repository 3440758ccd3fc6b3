/**
 * The lines of a sheet: Enter and arrows move, every line is written in the background.
 * What is typed stays in its field until the server has it; nothing is retyped.
 */

import { SilenceError, post } from "./api.js";

const LONGEST = 60;
const holder = document.getElementById("sheet");
const form = document.getElementById("lines");
const url = holder?.dataset.url;
const waiting = new Map();

if (form) {
  form.addEventListener("change", ({ target }) => queue(target.closest("tr")));
  form.addEventListener("keydown", move);
  form.addEventListener("focusin", ({ target }) => hint(target));
  window.addEventListener("beforeunload", guard);
  window.addEventListener("online", () => waiting.forEach((_, row) => send(row)));
}

function move(event) {
  const steps = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  const field = event.target.closest("input.s-mark-input");
  if (!step || !field) return;
  event.preventDefault();
  const row = field.closest("tr");
  const place = [...row.querySelectorAll("input.s-mark-input")].indexOf(field);
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const goal = next?.querySelectorAll("input.s-mark-input")[place];
  if (goal) {
    goal.focus();
    goal.select();
  } else {
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function hint(field) {
  const row = field.closest("tr");
  form.querySelectorAll("tr.s-chosen").forEach((one) => one.classList.remove("s-chosen"));
  row?.classList.add("s-chosen");
  const words = row?.querySelector('[data-part="words"]');
  if (words && !words.textContent) words.textContent = holder.dataset.hint;
}

/** Write a line as soon as the one before it is written. */
function queue(row) {
  if (!row?.dataset.person) return;
  const busy = waiting.get(row)?.busy;
  waiting.set(row, { busy, again: busy, delay: 1 });
  if (!busy) send(row);
}

async function send(row) {
  const state = waiting.get(row);
  if (!state || state.busy) return;
  waiting.set(row, { ...state, busy: true, again: false });
  say(row, "сохраняется", "");
  try {
    settle(row, await post(url, read(row)));
  } catch (error) {
    if (!(error instanceof SilenceError)) throw error;
    retry(row, "нет связи");
  }
}

function read(row) {
  const person = row.dataset.person;
  const value = (name) => form.elements[`${name}-${person}`].value.trim();
  const numbers = { person: Number(person), seen: Number(row.dataset.seen) };
  return { ...numbers, ticket: value("ticket"), text: value("result") };
}

function settle(row, { status, data }) {
  const again = waiting.get(row)?.again;
  if (status >= 500 || status === 429) return retry(row, "сервер не отвечает");
  waiting.delete(row);
  if (status === 401) return say(row, "войдите снова в другой вкладке и повторите", "s-bad");
  if (status !== 200) return refuse(row, data?.message ?? "не записано");
  accept(row, data, again);
  if (again) queue(row);
  return undefined;
}

function accept(row, data, again) {
  const person = row.dataset.person;
  row.dataset.seen = data.version;
  form.elements[`seen-${person}`].value = data.version;
  const field = form.elements[`result-${person}`];
  field.classList.remove("s-bad");
  field.removeAttribute("aria-invalid");
  if (!again) field.value = data.sign;
  row.querySelector('[data-part="words"]').textContent = data.words;
  say(row, "сохранено", "s-ok");
  document.getElementById("totals").innerHTML = data.totals;
  document.getElementById("conditions")?.replaceChildren(...parse(data.conditions));
  const seal = holder.querySelector('form[action$="/close"] button.s-primary');
  if (seal) seal.disabled = !data.complete;
}

function refuse(row, message) {
  const field = form.elements[`result-${row.dataset.person}`];
  field.classList.add("s-bad");
  field.setAttribute("aria-invalid", "true");
  say(row, message, "s-bad");
}

function retry(row, why) {
  const delay = Math.min((waiting.get(row)?.delay ?? 1) * 2, LONGEST);
  waiting.set(row, { busy: false, again: false, delay });
  say(row, `не сохранено: ${why}, повторится само`, "s-bad");
  setTimeout(() => send(row), delay * 1000);
}

function say(row, words, kind) {
  const place = row.querySelector('[data-part="record"]');
  place.className = `s-record ${kind}`.trim();
  place.textContent = words;
}

function parse(html) {
  const part = document.createElement("template");
  part.innerHTML = html;
  return part.content.childNodes;
}

function guard(event) {
  if (waiting.size) event.preventDefault();
}
