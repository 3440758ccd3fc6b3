/** The line above the table: who, when, what of; also what a screen reader is told. */

import { escape, icon } from "../dom.js";
import { alarm, tell } from "../live.js";
import { spoken } from "./designations.js";

const HINT = 6_000;
const LOCKED = new Set(["shut", "none", "off"]);

export class Context {
  #timer = 0;
  #lasting = false;
  #word = "";
  #drawn = "";

  constructor(grid, host) {
    this.grid = grid;
    this.host = host;
  }

  /** Show the facts of a cell. */
  show(index) {
    if (index < 0) return;
    if (!this.#lasting) this.#word = "";
    this.#lasting = false;
    this.#draw(index);
    tell(() => this.#spoken(index));
  }

  /** Say why something did not go; a lasting word outlives the next move of the focus. */
  hint(words, { lasting = false } = {}) {
    clearTimeout(this.#timer);
    this.#lasting = lasting;
    this.#word = words;
    this.#draw(this.grid.focus.current);
    alarm(words);
    if (lasting) return;
    this.#timer = setTimeout(() => {
      this.#word = "";
      this.#draw(this.grid.focus.current);
    }, HINT);
  }

  #draw(index) {
    const facts = index < 0 ? [] : this.#facts(index);
    if (this.#word) facts.unshift({ words: `${icon("exclamation-circle")} ${escape(this.#word)}`, kind: "s-bad" });
    const spans = facts.map(({ words, kind }) => `<span${kind ? ` class="${kind}"` : ""}>${words}</span>`);
    const html = spans.join("") + (index < 0 ? "" : this.#link(index));
    if (html !== this.#drawn) this.host.innerHTML = html;
    this.#drawn = html;
  }

  #facts(index) {
    const { model, gate } = this.grid;
    const { row, column } = model.place(index);
    const { topic } = model.columns[column];
    const facts = [
      { words: `<b>${escape(model.learners[row].name)}</b>` },
      { words: escape(model.describe(index)) },
    ];
    if (topic) facts.push({ words: `Тема: ${escape(topic)}` });
    const why = LOCKED.has(model.entry(index)) ? gate.why(index) : "";
    if (why) facts.push({ words: `${icon("lock")} ${escape(why)}`, kind: "s-context-why" });
    else facts.push({ words: escape(this.#sums(row)) });
    const window = model.windows.get(index);
    if (window) facts.push({ words: `${icon("unlock")} по заявке можно записать «${escape(spoken(window.text))}»` });
    const { note } = model.standing(index);
    if (note) facts.push({ words: escape(model.data.notes?.[note - 1] ?? "") });
    return facts;
  }

  /** Sum a learner up: current marks, their mean, hours missed. */
  #sums(row) {
    const { model } = this.grid;
    const marks = [];
    let missed = 0;
    model.columns.forEach((one, column) => {
      if (one.final || one.work === "monthly") return;
      const text = model.text(model.index(row, column));
      if (text === "н" || text.startsWith("н/")) missed += one.hours ?? 2;
      marks.push(...text.split("/").filter((mark) => mark >= "2" && mark <= "5"));
    });
    const mean = marks.length ? marks.reduce((sum, mark) => sum + Number(mark), 0) / marks.length : 0;
    const last = marks.slice(-10).join(" ");
    const words = marks.length ? `текущие: ${last} · ср. ${mean.toFixed(2).replace(".", ",")}` : "текущих отметок нет";
    return `${words} · пропущено ${missed} ч`;
  }

  #link(index) {
    const { lesson } = this.grid.model.columns[this.grid.model.place(index).column];
    if (!lesson) return "";
    return `<a class="s-context-open" href="/lesson/of/${lesson}">${icon("box-arrow-up-right")} Открыть занятие</a>`;
  }

  #spoken(index) {
    const { model, gate } = this.grid;
    const { row, column } = model.place(index);
    const parts = [model.learners[row].name, model.describe(index), spoken(model.text(index))];
    const { topic } = model.columns[column];
    if (topic) parts.push(`тема: ${topic}`);
    parts.push(LOCKED.has(model.entry(index)) ? gate.why(index) : this.#sums(row));
    return parts.filter(Boolean).join(". ");
  }
}
