/** The bar under the top bar: there is no link, since when, how much waits here. */

import { clock, count } from "./dom.js";

const ENOUGH = 2;

/** Watch an outbox and the network; the bar stays until the last entry is written. @param {EventTarget & {hurry: () => void}} outbox */
export function watchLink(outbox) {
  const bar = document.getElementById("offline");
  if (!bar) return;
  const state = { since: 0, failures: 0, waiting: 0, page: "" };
  const lose = () => {
    state.since ||= Date.now();
    show(bar, state);
  };
  const find = () => {
    if (!navigator.onLine) return;
    Object.assign(state, { since: 0, failures: 0 });
    bar.hidden = true;
  };
  outbox.addEventListener("failed", () => {
    state.failures += 1;
    if (outbox.signedOut) return;
    if (state.failures >= ENOUGH || !navigator.onLine) lose();
  });
  outbox.addEventListener("answer", () => {
    state.failures = 0;
  });
  outbox.addEventListener("count", ({ detail }) => {
    state.waiting = detail.queued;
    state.page = detail.entries.find((one) => one.page)?.page ?? "";
    if (!detail.queued && !state.failures) find();
    else if (state.since) show(bar, state);
  });
  window.addEventListener("offline", lose);
  window.addEventListener("online", () => (state.waiting ? outbox.hurry() : find()));
  bar.querySelector('[data-offline="check"]').addEventListener("click", () => check(outbox, state, find));
}

async function check(outbox, state, find) {
  if (state.waiting) return outbox.hurry();
  try {
    await fetch("/session", { cache: "no-store", headers: { Accept: "application/json" } });
    return find();
  } catch {
    return undefined;
  }
}

function show(bar, { since, waiting, page }) {
  const part = (name) => bar.querySelector(`[data-offline="${name}"]`);
  const marks = count(waiting, "запись", "записи", "записей");
  part("fact").textContent = `Нет связи с журналом с ${clock(since)}.`;
  part("advice").textContent = waiting
    ? `Работайте дальше: ${marks} на этом компьютере, всё запишется само. Вкладку можно закрыть: они дождутся следующего входа.`
    : "Работайте дальше: внесённое подождёт на этом компьютере и запишется само.";
  const link = part("show");
  link.hidden = !page || page === location.pathname;
  link.href = page || "#";
  link.textContent = `Показать ${marks}`;
  bar.hidden = false;
}
