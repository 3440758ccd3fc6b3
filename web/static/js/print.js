/** The print centre: counts what is ticked, watches the run without reloading. */

import { ask, SilenceError } from "./api.js";
import { count } from "./dom.js";
import { tell } from "./live.js";

const PAUSE = 1000;
const CALM = 5000;
const find = (name) => document.querySelector(`[data-print="${name}"]`);

prepareChoice();
watch(find("run"));
countOn();

/** Say on the button how much is ticked; a tick at a group or at all takes what is ready. */
function prepareChoice() {
  const form = document.getElementById("choice");
  for (const box of takers(form)) {
    box.hidden = false;
    box.disabled = ready(box).length === 0;
    box.addEventListener("change", () => {
      for (const one of ready(box)) one.checked = box.checked;
    });
  }
  form.addEventListener("change", () => sayChosen(form));
  form.addEventListener("submit", () => {
    find("start").disabled = true;
  });
  window.addEventListener("pageshow", () => sayChosen(form));
}

/** Groups that are still being counted: look again while nothing is ticked yet. */
function countOn() {
  if (!find("later")) return;
  setTimeout(() => {
    if (!document.querySelector('[name="pick"]:checked')) location.reload();
  }, PAUSE);
}

function takers(form) {
  return form.querySelectorAll('[data-print="group"], [data-print="all"]');
}

/** What a tick takes: everything ready of its group, or of all groups. */
function ready(box) {
  const place = box.closest(box.dataset.print === "all" ? "table" : "[data-print-row]");
  return [...place.querySelectorAll('[name="pick"][data-ready]')];
}

function sayChosen(form) {
  const ticked = [...form.querySelectorAll('[name="pick"]:checked')];
  const documents = sum(ticked, "count");
  const pages = sum(ticked, "pages");
  find("start").disabled = documents === 0;
  find("verb").textContent = documents
    ? `Сделать ${count(documents, "документ", "документа", "документов")}`
    : "Отметьте документы";
  find("chosen").textContent = documents
    ? ` · отмечено: ${count(documents, "документ", "документа", "документов")}, около ${count(pages, "страницы", "страниц", "страниц")}`
    : "";
  for (const one of form.querySelectorAll("[data-print-row]")) {
    one.classList.toggle("s-chosen", one.querySelector('[name="pick"]:checked') !== null);
  }
  for (const box of takers(form)) {
    const taken = ready(box).filter((one) => one.checked).length;
    box.checked = taken > 0 && taken === ready(box).length;
    box.indeterminate = taken > 0 && !box.checked;
  }
}

/** Ask how a run is until it is over; what failed to answer is asked again. */
async function watch(region) {
  let said = 0;
  while (region.dataset.job && region.dataset.over === undefined) {
    await new Promise((resume) => setTimeout(resume, PAUSE));
    if (document.hidden) continue;
    const fact = await look(region.dataset.job);
    if (!fact) continue;
    show(region, fact);
    if (fact.over || Date.now() - said > CALM) {
      said = Date.now();
      tell(fact.words);
    }
  }
}

async function look(job) {
  try {
    const answer = await ask(`/print/run/${job}/state`);
    return answer.status === 200 ? answer.data : null;
  } catch (error) {
    if (error instanceof SilenceError) return null;
    throw error;
  }
}

function show(region, fact) {
  const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
  region.innerHTML = fact.run;
  find("ready").innerHTML = fact.ready;
  if (fact.over) region.dataset.over = "";
  if (focused) (document.getElementById(focused) ?? region.querySelector("a, button"))?.focus();
}

function sum(boxes, name) {
  return boxes.reduce((total, one) => total + Number(one.dataset[name]), 0);
}
