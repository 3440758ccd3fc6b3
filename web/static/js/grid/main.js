/** The grid of a discipline: puts the parts together. */

import { closeIdleCard } from "../cards.js";
import { openOutbox } from "../outbox.js";
import { readData } from "../dom.js";
import { Changes } from "./changes.js";
import { Conflict } from "./conflict.js";
import { Context } from "./context.js";
import { Editor } from "./editor.js";
import { Focus } from "./focus.js";
import { Gate } from "./gate.js";
import { History } from "./history.js";
import { Keys } from "./keys.js";
import { toggleKeymap } from "./keymap.js";
import { Model } from "./model.js";
import { installPad } from "./pad.js";
import { Paste } from "./paste.js";
import { Saver } from "./save.js";
import { Status } from "./status.js";
import { Table } from "./table.js";
import { Undo } from "./undo.js";

class Grid {
  constructor(data, host) {
    this.model = new Model(data);
    this.table = new Table(this.model, host);
    this.table.draw();
    this.focus = new Focus(this.model, this.table, { onMove: (index) => this.context?.show(index) });
    this.editor = new Editor(this);
    this.gate = new Gate(this);
    this.undo = new Undo(this);
    this.history = new History(this);
    this.conflict = new Conflict(this);
    this.paste = new Paste(this);
    this.context = new Context(this, document.querySelector("[data-context]"));
    this.status = new Status(this, document.querySelector(".s-status"));
    this.keys = new Keys(this);
  }

  /** Name the learner of a cell. */
  nameOf(index) {
    return this.model.learners[this.model.place(index).row].name;
  }

  /** Say a word about an act that did not go. */
  hint(words, options) {
    this.context.hint(words, options);
  }

  /** Begin typing in a cell, if it takes entries. */
  type(index, options) {
    if (!this.gate.lets({ index })) return;
    this.focus.go(index);
    this.editor.open(index, options);
  }

  /** Go to the next cell that is not saved or asks for a decision. */
  nextQuestion() {
    const asked = this.saver.questions();
    const next = asked.find((index) => index > this.focus.current) ?? asked[0];
    if (next === undefined) return this.hint("Клеток с вопросом нет: всё записано.");
    this.focus.go(next);
    return this.conflict.open(next);
  }

  /** Open the lesson of the column. */
  openLesson() {
    const { lesson } = this.model.columns[this.model.place(this.focus.current).column];
    if (lesson) location.assign(`/lesson/of/${lesson}`);
    else this.hint("У этого столбца нет записанного занятия.");
  }

  /** Put the focus into the search of the top bar. */
  search() {
    [...document.querySelectorAll(".s-search input")].find((one) => one.offsetParent)?.focus();
  }

  /** Show or hide the map of keys. */
  toggleKeys() {
    toggleKeymap(this);
  }
}

/** Open at today's column, in the row of the first learner. */
function openAtToday(grid) {
  const { model, focus } = grid;
  if (!model.height || !model.width) return;
  const column = model.currentColumn();
  const ahead = model.view[Math.min(model.view.indexOf(column) + 2, model.view.length - 1)];
  grid.table.cell(model.index(0, ahead)).scrollIntoView({ block: "nearest", inline: "nearest" });
  const keyboard = window.matchMedia("(hover: hover)").matches;
  focus.go(model.index(0, column), { quiet: !keyboard });
}

function listenToPointer(grid) {
  const { table, focus, editor } = grid;
  table.host.addEventListener("pointerdown", (event) => {
    const index = table.indexOf(event.target);
    if (index < 0 || event.button) return;
    event.preventDefault();
    if (editor.active && !editor.commit()) return;
    closeIdleCard();
    focus.go(index, { extend: event.shiftKey });
  });
  table.host.addEventListener("click", (event) => {
    const index = table.indexOf(event.target);
    if (index >= 0) grid.conflict.open(index);
  });
  table.host.addEventListener("dblclick", (event) => {
    const index = table.indexOf(event.target);
    if (index >= 0) grid.type(index, { careful: true });
  });
  window.addEventListener("resize", () => table.remeasure());
  document.fonts?.ready.then(() => table.remeasure());
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  document.querySelector("[data-today]")?.addEventListener("click", () => focus.today());
}

async function start() {
  const data = readData("grid-data");
  const host = document.querySelector("[data-grid]");
  if (!data || !host) return;
  const grid = new Grid(data, host);
  grid.context.show(-1);
  openAtToday(grid);
  listenToPointer(grid);
  const outbox = await openOutbox({ account: data.account, key: data.outbox });
  grid.saver = new Saver(grid, outbox);
  installPad(grid, document.querySelector("[data-pad]"));
  await grid.saver.restore();
  grid.changes = new Changes(grid);
  window.addEventListener("beforeunload", (event) => grid.editor.dirty && event.preventDefault());
  host.dataset.ready = "true";
  performance.mark("grid-ready");
}

start();
