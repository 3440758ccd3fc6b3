/** The lesson page: topic, homework, roll-call and marks by the keyboard or by touch. */

import { escape, icon, isNarrow, readData } from "./dom.js";
import { Line } from "./lesson/cells.js";
import { Saving } from "./lesson/saving.js";
import { hideNote, showNote } from "./notes.js";

const TEXTS = ["topic", "homework", "kind"];
const FLAGS = ["no_homework", "roll_called", "monthly_control"];
const NUMBERS = ["hours", "plan_item_id"];
const EXTRA = ["late_reason"];
const BASIS = ["reason", "document", "date"];
const KEY_OF_P = "KeyG";

const form = document.getElementById("lesson");
const data = readData("lesson-data");
const states = document.querySelector("[data-states]");
const lines = [...form.querySelectorAll("tr[data-person]")].map(
  (row) => new Line(row, (work) => changed(row, work)),
);
const byPerson = new Map(lines.map((line) => [String(line.person), line]));
const parts = [...TEXTS, ...FLAGS, ...NUMBERS].filter((name) => field(name));
let putAside = "";
const saving = new Saving({ data, read, extra, every: () => parts.map((name) => `part:${name}`) });

start();

async function start() {
  uncover();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => touchField(target));
  form.addEventListener("change", ({ target }) => touchField(target));
  form.addEventListener("focusout", () => saving.send());
  form.addEventListener("keydown", move);
  document.addEventListener("keydown", listen);
  document.querySelector("[data-next]")?.addEventListener("click", goNext);
  listenToSaving();
  countPresent();
  for (const entry of await saving.open()) restore(entry);
  document.documentElement.dataset.ready = "lesson";
}

function field(name) {
  return form.elements.namedItem(name);
}

function read(item) {
  const [kind, name] = item.split(":");
  if (kind === "lesson") return byPerson.get(name).text;
  if (kind === "monthly") return byPerson.get(name).monthly.value;
  if (FLAGS.includes(name)) return field(name).checked;
  return NUMBERS.includes(name) ? Number.parseInt(field(name).value, 10) || 0 : field(name).value;
}

/** Give the reason of a late record and the basis of a correction; null = not yet. */
function extra() {
  const late = field("late_reason");
  if (late && !data.recorded && !late.value.trim()) {
    say("warn", "clock", "Укажите причину опоздания: без неё занятие не записывается");
    return null;
  }
  const given = late ? { late_reason: late.value } : {};
  const basis = Object.fromEntries(BASIS.map((name) => [name, field(name)?.value ?? ""]));
  return Object.values(basis).some(Boolean) ? { ...given, basis } : given;
}

function changed(row, work) {
  const line = byPerson.get(row.dataset.person);
  const items = [`${work}:${line.person}`];
  if (line.absent && !field("roll_called").checked) {
    field("roll_called").checked = true;
    items.push("part:roll_called");
  }
  countPresent();
  saving.touch(...items);
}

function touchField(target) {
  if (parts.includes(target.name)) {
    if (target.name === "plan_item_id") takeRow(target.selectedOptions[0]);
    if (target.name === "monthly_control") showMonthly();
    if (target.name === "no_homework") turnHomework(target.checked);
    if (target.name === "homework" && target.value.trim()) unset("no_homework");
    saving.touch(`part:${target.name}`);
  } else if (EXTRA.includes(target.name) && !saving.clean) {
    saving.later();
  }
}

function uncover() {
  const on = (name, act) => {
    const button = form.querySelector(`[data-${name}]`);
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  };
  on("all", allPresent);
  on("before", asBefore);
  on("take", (button) => {
    field("plan_item_id").value = button.dataset.take;
    touchField(field("plan_item_id"));
    button.outerHTML = `<span class="s-badge s-ok">${icon("check2")}взято в тему</span>`;
    field("homework").focus();
  });
  on("other", (button) => {
    const rows = document.getElementById("rows");
    rows.hidden = !rows.hidden;
    button.setAttribute("aria-expanded", String(!rows.hidden));
  });
  if (form.querySelector("[data-other]")) document.getElementById("rows").hidden = true;
}

/** Take topic, homework, kind and hours of a row of the thematic plan. */
function takeRow(option) {
  const { topic, homework, kind, hours } = option.dataset;
  if (!topic) return;
  fill("topic", topic);
  if (homework && field("no_homework").checked) putAside = homework;
  else if (homework) fill("homework", homework);
  if (data.kinds.includes(kind)) fill("kind", kind);
  fill("hours", hours);
}

/** «Без задания» empties the field; what stood there comes back when it is unticked. */
function turnHomework(none) {
  const stood = field("homework").value;
  if (none) putAside = stood || putAside;
  fill("homework", none ? "" : stood || putAside);
}

function fill(name, value) {
  field(name).value = value;
  saving.touch(`part:${name}`);
}

function unset(name) {
  if (!field(name).checked) return;
  field(name).checked = false;
  saving.touch(`part:${name}`);
}

function showMonthly() {
  const shown = field("monthly_control").checked;
  for (const line of lines) line.monthly.hidden = !shown;
}

function allPresent() {
  for (const line of lines) if (line.absent && !line.mark.value) line.write("");
  callRoll();
}

function asBefore() {
  for (const line of lines) if ("missed" in line.row.dataset && !line.text) line.write("н");
  callRoll();
}

function callRoll() {
  field("roll_called").checked = true;
  saving.touch("part:roll_called");
  lines[0]?.mark.focus();
}

function countPresent() {
  const absent = lines.filter((line) => line.absent).length;
  const words = document.querySelector("[data-counts]");
  if (words) words.innerHTML = `присутствуют <b>${lines.length - absent}</b>, отсутствуют <b>${absent}</b>`;
}

function listen(event) {
  if (event.altKey && event.code === KEY_OF_P) {
    event.preventDefault();
    allPresent();
  }
}

/** Enter and arrows go from line to line; F2 opens a made-up absence. */
function move(event) {
  const input = event.target.closest("input.s-mark-input");
  if (!input) return;
  const line = byPerson.get(input.closest("tr").dataset.person);
  const steps = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "F2" && input === line.mark && line.absent) line.open();
  else if (input.readOnly && ["Delete", "Backspace"].includes(event.key)) line.write("");
  else if (input.readOnly && "нНyYHh".includes(event.key)) line.toggle();
  else if (input.readOnly && "2345".includes(event.key)) line.hint("отсутствует: F2 — отработка «н/4»");
  else if (steps[event.key]) focusLine(lines.indexOf(line) + steps[event.key], input === line.monthly);
  else return;
  event.preventDefault();
}

function focusLine(index, monthly = false) {
  const line = lines[(index + lines.length) % lines.length];
  (monthly ? line.monthly : line.mark).focus();
}

/** Go to the next line with a question, else to the next one without a mark. */
function goNext() {
  const here = lines.findIndex((line) => line.row.contains(document.activeElement));
  const order = lines.map((_, at) => lines[(here + 1 + at) % lines.length]);
  const goal = order.find((line) => line.asks) ?? order.find((line) => !line.text) ?? order[0];
  goal?.mark.focus();
  if (isNarrow()) goal?.row.scrollIntoView({ block: "center" });
}

function listenToSaving() {
  const on = (name, act) => saving.addEventListener(name, ({ detail }) => act(detail));
  on("state", ({ items, state, seconds }) => {
    for (const item of items) byPerson.get(item.split(":")[1])?.say(state);
    if (state === "queued") say("", "arrow-repeat", `Сохраняется: ${items.length}`);
    if (state === "failed") say("bad", "exclamation-circle", `Не сохранено: ${items.length}`, seconds);
  });
  on("saved", ({ result }) => {
    hideNote("lesson");
    if (saving.clean) say("ok", "check2", `Сохранено в ${result.at}`);
    document.querySelector("[data-saved]").innerHTML = `${icon("check2")} сохранено в ${escape(result.at)}`;
  });
  on("refused", ({ result }) => {
    const facts = { name: "lesson", kind: "bad", fact: "Не записано." };
    showNote({ ...facts, advice: result.message ?? "Повторите или обновите страницу." });
    say("bad", "exclamation-circle", "Не записано: причина вверху страницы");
    if (result.code?.endsWith("correction")) form.querySelector("details.s-details")?.setAttribute("open", "");
  });
  on("conflict", ({ key, result }) => settle(key, result));
}

/** Two writers: say what stands now and let the person decide. */
function settle(key, result) {
  say("warn", "exclamation-triangle", "Расхождение: выберите, что оставить");
  showNote({
    name: "lesson",
    kind: "warn",
    fact: "Эту запись тем временем изменили.",
    advice: result.message ?? "",
    act: "Записать моё",
    run: () => saving.insist(key, result.seen).then(() => hideNote("lesson")),
  });
  const other = document.createElement("button");
  other.type = "button";
  other.className = "s-btn s-second s-small";
  other.textContent = "Оставить записанное";
  other.addEventListener("click", () => saving.giveUp(key).then(() => location.reload()));
  document.querySelector('[data-note="lesson"] button')?.after(" ", other);
}

/** Show again what was entered on an earlier visit and has not gone yet. */
function restore(entry) {
  for (const [name, value] of Object.entries(entry.body.lesson ?? {})) {
    const input = field(name);
    if (!input) continue;
    if (FLAGS.includes(name)) input.checked = value;
    else input.value = value;
  }
  for (const { person, work, text } of entry.body.cells ?? []) {
    const line = byPerson.get(String(person));
    if (!line) continue;
    if (work === "monthly") line.monthly.value = text;
    else line.show(text);
    line.say(entry.state ?? "failed");
  }
  if (entry.state === "conflict") settle(entry.key, entry.answer ?? {});
  countPresent();
}

function say(kind, sign, words, seconds = 0) {
  const again = seconds ? ` <span>повтор через ${seconds}\u00a0с</span>` : "";
  states.innerHTML = `<span class="s-state ${kind && `s-${kind}`}">${icon(sign)}<b>${escape(words)}</b>${again}</span>`;
}
