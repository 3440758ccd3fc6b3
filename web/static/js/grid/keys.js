/** The map of keys: one table for the keyboard and for the card that shows it. */

import { closeCard } from "../cards.js";
import { begins, understand, explain } from "./designations.js";

const SINGLE = "surguch-single-keys";
const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

export class Keys {
  constructor(grid) {
    this.grid = grid;
    grid.table.host.addEventListener("keydown", (event) => this.#on(event));
  }

  #on(event) {
    const { editor } = this.grid;
    const inside = event.target === editor.input || event.target.closest("tbody td");
    if (!inside || event.isComposing || event.metaKey) return;
    const act = editor.active ? this.#whileTyping(event) : this.#onCell(event);
    if (!act) return;
    if (act() !== false) event.preventDefault();
  }

  #whileTyping(event) {
    const { editor } = this.grid;
    const { key, altKey, ctrlKey } = event;
    if (key === "Escape" || (ctrlKey && event.code === "KeyZ")) return () => editor.cancel();
    if (key === "F2") return () => { editor.careful = !editor.careful; };
    const leave = this.#leaving(event);
    if (leave) return () => (editor.commit() ? leave() : undefined);
    if (altKey || ctrlKey || key.length > 1) return null;
    const sign = understand(key, event.code);
    return sign ? () => editor.take(sign) : () => this.#refuse(key);
  }

  /** Return the move that ends typing; null for keys that stay in the text. */
  #leaving({ key, code, shiftKey, altKey, ctrlKey }) {
    const { focus, editor } = this.grid;
    if (key === "Enter") return () => focus.advance(shiftKey) || focus.restore();
    if (key === "Tab") return () => this.#tab(shiftKey);
    if (altKey && MOVES[key]) return () => this.#help(key);
    if (ctrlKey && code === "KeyD") return () => this.#fillDown();
    const sideways = key === "ArrowLeft" || key === "ArrowRight" || key === "Home" || key === "End";
    if (editor.careful && sideways) return null;
    return this.#moving({ key, ctrlKey, shiftKey: false });
  }

  #onCell(event) {
    const { key, code, altKey, ctrlKey, shiftKey } = event;
    if (altKey) return MOVES[key] && !ctrlKey ? () => this.#help(key) : null;
    const move = this.#moving({ key, ctrlKey, shiftKey });
    if (move) return move;
    if (ctrlKey) return this.#commands(code, shiftKey);
    return this.#acts(event) ?? this.#signs(event);
  }

  #moving({ key, ctrlKey, shiftKey }) {
    const { focus } = this.grid;
    const options = { extend: shiftKey };
    if (MOVES[key] && !ctrlKey) return () => focus.step(...MOVES[key], options) || focus.restore();
    if (key === "Home" || key === "End") {
      const last = key === "End";
      return () => (ctrlKey ? focus.corner(last, options) : focus.edge(last, options));
    }
    if (key === "PageUp" || key === "PageDown") return () => focus.page(key === "PageDown", options);
    return null;
  }

  #commands(code, shiftKey) {
    const { undo } = this.grid;
    if (code === "KeyZ") return () => (shiftKey ? undo.forth() : undo.back());
    if (code === "KeyY") return () => undo.forth();
    if (code === "KeyD") return () => this.#fillDown();
    return null;
  }

  #acts({ key, shiftKey }) {
    const { focus, model } = this.grid;
    const conflict = model.pending.get(focus.current)?.state === "conflict";
    if (key === "Enter" && conflict) return () => this.grid.conflict.open(focus.current);
    if (key === "Enter") return () => focus.advance(shiftKey);
    if (key === "Tab") return () => this.#tab(shiftKey);
    if (key === "Escape") return () => closeCard();
    if (key === "F2") return () => this.grid.type(focus.current, { careful: true });
    if (key === "Delete" || key === "Backspace") return () => this.#clear();
    return null;
  }

  #signs({ key, code }) {
    if (key.length > 1 || key === " ") return null;
    if (isSingleOn()) {
      if (key === "/" || (key === "." && code === "Slash")) return () => this.grid.search();
      if (key === "?" || (key === "," && code === "Slash")) return () => this.grid.toggleKeys();
      if (/^[тТtT]$/.test(key) || code === "KeyN") return () => this.grid.focus.today();
    }
    const sign = understand(key, code);
    return () => (sign && sign !== "/" ? this.#begin(sign) : this.#refuse(key));
  }

  #begin(sign) {
    const { focus, model } = this.grid;
    const column = model.columns[model.place(focus.current).column];
    if (!begins(sign, column)) return this.grid.hint(explain(sign, column));
    return this.grid.type(focus.current, { sign });
  }

  #refuse(sign) {
    const { focus, model } = this.grid;
    this.grid.hint(explain(sign, model.columns[model.place(focus.current).column]));
  }

  /** Go right or left; at the edge let the browser leave the grid. */
  #tab(back) {
    const { focus } = this.grid;
    if (focus.step(0, back ? -1 : 1)) return true;
    focus.restore();
    return false;
  }

  #help(key) {
    const { focus, history } = this.grid;
    if (key === "ArrowDown") return history.open(focus.current);
    if (key === "ArrowRight") return this.grid.nextQuestion();
    if (key === "ArrowUp") return this.grid.openLesson();
    return undefined;
  }

  #clear() {
    const { focus, model, saver } = this.grid;
    const full = focus.block().flat().filter((index) => model.text(index));
    saver.write(full.map((index) => ({ index, text: "" })));
  }

  /** Fill the selection down from its first row; one cell takes the mark above it. */
  #fillDown() {
    const { focus, model, saver } = this.grid;
    const rows = focus.block();
    const above = rows.length > 1 ? rows[0] : rows[0].map((index) => index - model.width);
    if (above[0] < 0) return;
    const below = rows.length > 1 ? rows.slice(1) : rows;
    const changes = below.flatMap((cells) => cells.map((index, place) => ({ index, text: model.text(above[place]) })));
    saver.write(changes.filter(({ index, text }) => text !== model.text(index)));
  }
}

/** Tell whether commands of one key (Т, /, ?) are switched on. */
export function isSingleOn() {
  return localStorage.getItem(SINGLE) !== "off";
}

/** Switch commands of one key on or off. */
export function switchSingle(on) {
  localStorage.setItem(SINGLE, on ? "on" : "off");
}
