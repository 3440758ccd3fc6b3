/** Blocks from and to a spreadsheet: shown first, written as one step. */

import { openCard } from "../cards.js";
import { count, escape } from "../dom.js";
import { toast } from "../notes.js";
import { clean, explain, fits } from "./designations.js";

const SHOWN = 6;
const MARKS = {
  good: { name: "g-paste", words: "будет записано" },
  bad: { name: "g-paste-bad", words: "не подходит" },
};

export class Paste {
  constructor(grid) {
    this.grid = grid;
    const { host } = grid.table;
    host.addEventListener("copy", (event) => this.#copy(event));
    host.addEventListener("paste", (event) => {
      event.preventDefault();
      this.open(event.clipboardData.getData("text/plain"));
    });
  }

  /** Show what a text from the clipboard would write, beginning at the focus. */
  open(text) {
    const rows = readRows(text);
    if (!rows.length) return;
    const plan = this.#plan(rows);
    if (plan.length === 1 && plan[0].kind === "good") return this.#write(plan);
    for (const one of plan) this.#preview(one);
    const card = openCard({
      ...this.#words(rows, plan),
      beside: this.grid.table.cell(this.grid.focus.current),
      onClose: () => this.#clear(plan),
    });
    card.element.querySelector("[data-write]")?.addEventListener("click", () => {
      card.close("done");
      this.#write(plan);
    });
    card.element.querySelector("[data-leave]").addEventListener("click", () => card.close());
    card.element.querySelector(".s-btn").focus();
  }

  #plan(rows) {
    const { model, focus } = this.grid;
    const [start] = focus.block()[0];
    const single = rows.length === 1 && rows[0].length === 1;
    if (single) return focus.block().flat().map((index) => this.#judge(index, rows[0][0]));
    const { row, column } = model.place(start);
    const first = model.view.indexOf(column);
    return rows.flatMap((cells, down) => cells.map((text, right) => {
      const place = model.view[first + right];
      const outside = place === undefined || row + down >= model.height;
      return this.#judge(outside ? -1 : model.index(row + down, place), text);
    }));
  }

  #judge(index, raw) {
    const { model, gate } = this.grid;
    const text = clean(raw);
    if (index < 0) return { index, text, kind: text ? "skip" : "same", why: "за краем таблицы" };
    const column = model.columns[model.place(index).column];
    if (!text || text === model.text(index)) return { index, text, kind: "same" };
    if (!["free", "basis"].includes(model.entry(index))) return { index, text, kind: "skip", why: gate.why(index) };
    if (model.pending.get(index)?.state === "conflict") return { index, text, kind: "skip", why: "сначала решите расхождение" };
    if (!fits(text, column)) return { index, text, kind: "bad", why: explain(text, column) };
    return { index, text, kind: "good" };
  }

  #words(rows, plan) {
    const of = (kind) => plan.filter((one) => one.kind === kind);
    const [good, bad, skip, same] = ["good", "bad", "skip", "same"].map(of);
    const width = Math.max(...rows.map((cells) => cells.length));
    const marks = count(good.length, "отметку", "отметки", "отметок");
    return {
      name: "paste",
      title: `Вставка: ${count(rows.length, "строка", "строки", "строк")} × ${count(width, "столбец", "столбца", "столбцов")}`,
      sign: "clipboard",
      body: `<ul class="s-list s-paste">${line("ok", "✓", good.length, this.#where(good))}
        ${this.#each("bad", "✕", bad)}${this.#each("neutral", "–", skip)}
        ${same.length ? line("neutral", "=", same.length, "без изменений или пусто") : ""}</ul>`,
      acts: `${good.length ? `<button type="button" class="s-btn s-primary" data-write>Записать ${marks}</button>` : ""}
        <button type="button" class="s-btn s-second" data-leave>Не вставлять</button>`,
      foot: "Отменить потом: <kbd>Ctrl</kbd> <kbd>Z</kbd>, одним шагом.",
    };
  }

  #where(good) {
    const { model } = this.grid;
    const columns = [...new Set(good.map(({ index }) => model.place(index).column))];
    if (!columns.length) return "Записывать нечего.";
    const names = columns.map((column) => escape(model.brief(column)));
    const where = names.length === 1 ? `в столбец ${names[0]}` : `в столбцы ${names[0]} — ${names.at(-1)}`;
    return `${good.length === 1 ? "будет записана" : "будут записаны"} ${where}`;
  }

  #each(kind, sign, cells) {
    const lines = cells.slice(0, SHOWN).map(({ index, text, why }) => {
      const who = index < 0 ? "За краем таблицы" : this.grid.nameOf(index);
      return line(kind, sign, 1, `<b>${escape(who)}${kind === "bad" ? "" : `: «${escape(text)}».`}</b> ${escape(why)}`);
    });
    const rest = cells.length - SHOWN;
    return lines.join("") + (rest > 0 ? line(kind, sign, rest, "и ещё столько же клеток с такими замечаниями") : "");
  }

  #write(plan) {
    const changes = plan.filter(({ kind }) => kind === "good");
    const wide = changes.length > 1;
    this.grid.focus.restore();
    this.grid.saver.write(changes.map(({ index, text }) => ({ index, text })));
    if (wide) {
      toast(`Вставлено ${count(changes.length, "отметка", "отметки", "отметок")}.`, {
        act: "Отменить", run: () => this.grid.undo.back(),
      });
    }
  }

  #preview({ index, text, kind }) {
    const mark = MARKS[kind];
    if (!mark) return;
    const cell = this.grid.table.cell(index);
    cell.textContent = text;
    cell.setAttribute("aria-label", `${text}, ${mark.words}`);
    this.grid.table.mark(index, mark.name);
  }

  #clear(plan) {
    for (const { index, kind } of plan) {
      if (!MARKS[kind]) continue;
      this.grid.table.mark(index, MARKS[kind].name, false);
      this.grid.table.paint(index);
    }
    this.grid.focus.restore();
  }

  #copy(event) {
    if (this.grid.editor.active) return;
    const { model, focus } = this.grid;
    const text = focus.block().map((cells) => cells.map((index) => model.text(index)).join("\t")).join("\n");
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  }
}

/** Read the text of a spreadsheet: rows of cells parted by tabs. */
function readRows(text) {
  const rows = text.replaceAll("\r", "").replace(/\n+$/, "").split("\n").map((row) => row.split("\t"));
  return rows.length === 1 && rows[0].length === 1 && !rows[0][0].trim() ? [] : rows;
}

function line(kind, sign, number, words) {
  return `<li><span class="s-badge s-${kind}">${sign}\u00a0${number}</span><div>${words}</div></li>`;
}
