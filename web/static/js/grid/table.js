/** The table as one string of HTML, and the painting of single cells. */

import { escape, icon } from "../dom.js";

const STATES = {
  queued: ["g-saving", "сохраняется"],
  saving: ["g-saving", "сохраняется"],
  saved: ["g-saved", "сохранено"],
  failed: ["g-failed", "не сохранено"],
  conflict: ["g-conflict", "расхождение"],
};
const EVERY = 5;
const ROOMY = "surguch-roomy-rows";

export class Table {
  constructor(model, host) {
    this.model = model;
    this.host = host;
    this.extra = new Map();
    this.band = document.createElement("div");
    this.band.className = "g-row";
    this.band.ariaHidden = "true";
    this.lined = 0;
  }

  /** Build the whole table; `view` of the model says which columns. */
  draw() {
    const { model } = this;
    this.position = new Map(model.view.map((column, place) => [column, place]));
    this.styles = new Map(model.view.map((column) => [column, this.#columnClasses(column)]));
    const label = `${model.data.title}, ${model.data.group}`;
    this.host.querySelector("table")?.remove();
    this.host.insertAdjacentHTML("afterbegin",
      `<table class="s-grid${this.roomy ? " g-roomy" : ""}" role="grid" aria-label="${escape(label)}"
        aria-rowcount="${model.height + 4}" aria-colcount="${model.view.length + 2}">
      ${this.#columns()}<thead>${this.#head()}</thead>
      <tbody>${this.#body()}</tbody><tfoot>${this.#foot()}</tfoot></table>`);
    this.element = this.host.querySelector("table");
    this.rows = [...this.element.tBodies[0].rows];
    this.totals = [...this.element.tFoot.rows[0].cells].slice(1);
    this.host.append(this.band);
    this.measure();
  }

  /** Return the element of a cell; undefined when the view hides its column. */
  cell(index) {
    const { row, column } = this.model.place(index);
    const place = this.position.get(column);
    return place === undefined ? undefined : this.rows[row].cells[place + 2];
  }

  /** Return the cell an element belongs to, -1 for heads and names. */
  indexOf(target) {
    const cell = target.closest?.("tbody td");
    if (!cell || cell.cellIndex < 2) return -1;
    return this.model.index(cell.parentElement.sectionRowIndex, this.model.view[cell.cellIndex - 2]);
  }

  /** Paint one cell by its text, its state and what it shows for a moment. */
  paint(index) {
    const cell = this.cell(index);
    if (!cell) return;
    const { row, column } = this.model.place(index);
    cell.className = this.#classes(index, row, column);
    cell.innerHTML = this.#content(index);
    const words = this.#words(index);
    if (words) cell.setAttribute("aria-label", words);
    else cell.removeAttribute("aria-label");
  }

  /** Show something over the cell for a moment: focus, selection, preview. */
  mark(index, name, on = true) {
    const names = this.extra.get(index) ?? new Set();
    if (on) names.add(name);
    else names.delete(name);
    if (names.size) this.extra.set(index, names);
    else this.extra.delete(index);
    this.cell(index)?.classList.toggle(name, on);
  }

  /** Draw the lines and the bold name of the row of the focus over the table: it is not laid out anew. */
  underline(row) {
    this.lined = row;
    this.band.innerHTML = `<b>${nameSpans(this.model.learners[row].name)}</b>`;
    const { style } = this.band;
    style.width = `${this.size.width}px`;
    style.height = `${this.size.heights[row]}px`;
    style.transform = `translateY(${this.size.tops[row] - 1}px)`;
  }

  /** Tell whether the rows have more room on this computer («просторно»). */
  get roomy() {
    return localStorage.getItem(ROOMY) === "on";
  }

  /** Give the rows more room, or the usual one. */
  space(roomy) {
    localStorage.setItem(ROOMY, roomy ? "on" : "off");
    this.element.classList.toggle("g-roomy", roomy);
    this.remeasure();
  }

  /** Measure again when the window or the fonts have changed. */
  remeasure() {
    this.measure();
    this.underline(this.lined);
  }

  /** Measure the rows once, before anything is changed by a key. */
  measure() {
    this.size = {
      width: this.element.offsetWidth,
      tops: this.rows.map((row) => row.offsetTop),
      heights: this.rows.map((row) => row.offsetHeight),
    };
  }

  /** Write the count of the absent under a column again. */
  count(column) {
    const place = this.position.get(column);
    const cell = this.totals[place];
    const total = String(this.#total(column));
    if (cell && cell.textContent !== total) cell.textContent = total;
  }

  #columns() {
    const of = (column) => {
      const { final, work } = this.model.columns[column];
      return `<col class="${final ? "g-final" : work === "monthly" ? "g-monthly" : "g-day"}">`;
    };
    return `<colgroup><col class="g-no"><col class="g-name">${this.model.view.map(of).join("")}</colgroup>`;
  }

  #head() {
    const names = `<th class="g-no" rowspan="3" scope="col">№</th>
      <th class="g-name" rowspan="3" scope="col">Фамилия, имя обучающегося</th>`;
    const days = this.model.view.map((column) => this.#day(column)).join("");
    const kinds = this.model.view.map((column) => this.#kind(column)).join("");
    return `<tr>${names}${this.#months()}</tr><tr>${days}</tr><tr>${kinds}</tr>`;
  }

  #months() {
    const parts = [];
    for (const column of this.model.view) {
      const { final, month } = this.model.columns[column];
      const key = final ? "finals" : month;
      if (parts.at(-1)?.key === key) parts.at(-1).span += 1;
      else parts.push({ key, span: 1 });
    }
    return parts.map(({ key, span }) => this.#month(key, span)).join("");
  }

  #month(key, span) {
    if (key === "finals") return `<th class="g-finals" colspan="${span}" scope="colgroup">Итоговые</th>`;
    const { name, closed } = this.model.months[key];
    const lock = closed ? ` ${icon("lock-fill")}<span class="s-hidden">закрыт ${escape(closed)}</span>` : "";
    return `<th class="g-month g-end${closed ? " g-closed" : ""}" colspan="${span}" scope="colgroup">${escape(name)}${lock}</th>`;
  }

  #day(column) {
    const { final, title, day, lacks } = this.model.columns[column];
    const classes = this.#columnClasses(column);
    if (final) return `<th class="${classes}" rowspan="2" scope="col">${escape(title)}</th>`;
    const lack = lacks
      ? `<span class="g-lack" aria-hidden="true">!</span><span class="s-hidden">, нет: ${escape(lacks)}</span>` : "";
    return `<th class="g-day${classes}${lacks ? " g-lacks" : ""}" scope="col"${lacks ? ` title="Нет: ${escape(lacks)}"` : ""}>${day.slice(8)}${lack}</th>`;
  }

  #kind(column) {
    const { final, work, kind } = this.model.columns[column];
    if (final) return "";
    const word = work === "monthly" ? "МИУД" : escape(kind) || "–";
    return `<th class="g-kind${this.#columnClasses(column)}" scope="col">${word}</th>`;
  }

  #body() {
    return this.model.learners.map((learner, row) => {
      const first = this.model.index(row, 0);
      const cells = this.model.view.map((column) => this.#cell(first + column, row, column));
      const fifth = (row + 1) % EVERY === 0 ? ' class="g-fifth"' : "";
      return `<tr${fifth} aria-rowindex="${row + 4}"><td class="g-no">${row + 1}</td>${nameCell(learner.name)}${cells.join("")}</tr>`;
    }).join("");
  }

  #cell(index, row, column) {
    const words = this.#words(index);
    const label = words ? ` aria-label="${escape(words)}"` : "";
    return `<td class="${this.#classes(index, row, column)}"${label}>${this.#content(index)}</td>`;
  }

  #foot() {
    const totals = this.model.view.map(
      (column) => `<td class="g-total${this.#columnClasses(column)}">${this.#total(column)}</td>`,
    );
    return `<tr><th class="g-total" colspan="2" scope="row">Всего отсутствовало</th>${totals.join("")}</tr>`;
  }

  #total(column) {
    const { final, work, day, lesson } = this.model.columns[column];
    if (final || work === "monthly" || !lesson || day > this.model.data.today) return "";
    return this.model.absences(column) || "–";
  }

  #classes(index, row, column) {
    const text = this.model.text(index);
    const state = this.model.pending.get(index)?.state;
    let classes = this.styles.get(column);
    if (this.model.off[row]?.has(column)) classes += " g-off";
    if (text === "н") classes += " g-absent";
    else if (text.length > 1) classes += " g-double";
    if (state in STATES) classes += ` ${STATES[state][0]}`;
    const extra = this.extra.get(index);
    return extra ? `${classes} ${[...extra].join(" ")}` : classes;
  }

  #columnClasses(column) {
    const { columns, view, data } = this.model;
    const { final, work, day, month } = columns[column];
    if (final) return " g-final";
    const next = columns[view[this.position.get(column) + 1]];
    const ends = !next || next.final || next.month !== month ? " g-end" : "";
    const today = day === data.today && work !== "monthly" ? " g-today" : "";
    return `${work === "monthly" ? " g-monthly" : ""}${today}${ends}`;
  }

  #content(index) {
    const own = this.model.pending.get(index);
    const { text, note } = this.model.standing(index);
    if (own) return escape(own.text);
    return note ? `${escape(text)}<sup>${note}</sup>` : escape(text);
  }

  #words(index) {
    const { row, column } = this.model.place(index);
    if (this.model.off[row]?.has(column)) return "не числится в группе";
    const own = this.model.pending.get(index);
    if (own) return `${own.text || "пусто"}, ${STATES[own.state]?.[1] ?? ""}`;
    const { text, note } = this.model.standing(index);
    return note ? `${text}, исправлено, сноска ${note}` : "";
  }
}

/** Shorten «Алибек уулу Нурлан» to «Алибек уулу Н.» for a phone. */
function shortName(name) {
  const words = name.split(" ");
  if (words.length < 2) return name;
  return `${words.slice(0, -1).join(" ")}\u00a0${words.at(-1)[0]}.`;
}

function nameCell(name) {
  return `<th class="g-name" scope="row">${nameSpans(name)}</th>`;
}

function nameSpans(name) {
  return `<span class="g-full">${escape(name)}</span><span class="g-short">${escape(shortName(name))}</span>`;
}
