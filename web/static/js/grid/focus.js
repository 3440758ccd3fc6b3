/** Where the person is: one cell takes the keyboard (roving tabindex), some are selected. */

import { isCardUsed } from "../cards.js";

export class Focus {
  /** The cell of the focus and the corner the selection began at. */
  current = -1;
  anchor = -1;
  #selected = [];

  constructor(model, table, { onMove }) {
    Object.assign(this, { model, table, onMove });
  }

  /**
   * Put the focus on a cell; `extend` keeps the corner of the selection.
   * All changes come before the first measure: a wide table is laid out once a key.
   */
  go(index, { extend = false, quiet = false } = {}) {
    const cell = index < 0 ? undefined : this.table.cell(index);
    if (!cell) return;
    this.#leave();
    this.current = index;
    if (!extend || this.anchor < 0) this.anchor = index;
    cell.tabIndex = 0;
    this.table.mark(index, "g-focus");
    this.table.underline(this.model.place(index).row);
    this.#select();
    this.onMove(index);
    if (!quiet && !isCardUsed()) cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Bring the keyboard back to the cell after a card or the editor. */
  restore() {
    this.table.cell(this.current)?.focus({ preventScroll: true });
  }

  /** Step by rows and columns of the view; false at the edge. */
  step(rows, columns, options) {
    const { row, place } = this.#here();
    return this.#to(row + rows, place + columns, options);
  }

  /** Go down after Enter; from the last row to the top of the next column. */
  advance(back = false) {
    const { row, place } = this.#here();
    if (back) return this.#to(row - 1, place) || this.#to(this.model.height - 1, place - 1);
    return this.#to(row + 1, place) || this.#to(0, place + 1);
  }

  /** Go to the first or the last column of the row. */
  edge(last, options) {
    return this.#to(this.#here().row, last ? this.model.view.length - 1 : 0, options);
  }

  /** Go to the first or the last cell of the table. */
  corner(last, options) {
    if (last) return this.#to(this.model.height - 1, this.model.view.length - 1, options);
    return this.#to(0, 0, options);
  }

  /** Go a screen up or down. */
  page(down, options) {
    const { row, place } = this.#here();
    const height = this.table.rows[0].offsetHeight || 24;
    const rows = Math.max(1, Math.floor(this.table.host.clientHeight / height) - 5);
    const wanted = row + (down ? rows : -rows);
    return this.#to(Math.max(0, Math.min(this.model.height - 1, wanted)), place, options);
  }

  /** Go to today's column in the same row. */
  today() {
    const { row } = this.#here();
    this.go(this.model.index(row, this.model.currentColumn()));
  }

  /** Return the selected cells row by row. */
  block() {
    return this.model.block(this.anchor, this.current);
  }

  #here() {
    const { row, column } = this.model.place(this.current);
    return { row, place: this.model.view.indexOf(column) };
  }

  #to(row, place, options) {
    const column = this.model.view[place];
    if (row < 0 || row >= this.model.height || column === undefined) return false;
    this.go(this.model.index(row, column), options);
    return true;
  }

  #leave() {
    const cell = this.current >= 0 ? this.table.cell(this.current) : null;
    if (!cell) return;
    cell.tabIndex = -1;
    this.table.mark(this.current, "g-focus", false);
  }

  #select() {
    for (const index of this.#selected) {
      this.table.mark(index, "g-selected", false);
      this.table.cell(index)?.removeAttribute("aria-selected");
    }
    const cells = this.anchor === this.current ? [] : this.block().flat();
    for (const index of cells) {
      this.table.mark(index, "g-selected");
      this.table.cell(index)?.setAttribute("aria-selected", "true");
    }
    this.#selected = cells;
  }
}
