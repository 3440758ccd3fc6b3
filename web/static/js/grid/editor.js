/** The one editor that floats over the cell being typed in. */

import { isNarrow } from "../dom.js";
import { begins, explain, fits, isSummary, understand } from "./designations.js";

export class Editor {
  /** The cell being edited, -1 when none; `careful` after F2: arrows move in the text. */
  index = -1;
  careful = false;

  constructor(grid) {
    this.grid = grid;
    this.input = document.createElement("input");
    this.input.className = "g-editor";
    Object.assign(this.input.style, { position: "absolute", zIndex: 1 });
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
    this.input.addEventListener("input", (event) => this.#tidy(event));
    this.input.addEventListener("paste", (event) => this.#takePaste(event));
    this.input.addEventListener("blur", () => this.#leave());
  }

  get active() {
    return this.index >= 0;
  }

  /** Tell whether something is typed and not yet recorded. */
  get dirty() {
    return this.active && this.input.value !== this.grid.model.text(this.index);
  }

  /** Open over a cell with a first sign, or with what stands there. */
  open(index, { sign = null, careful = false } = {}) {
    const { model, table } = this.grid;
    this.index = index;
    this.careful = careful;
    this.seen = model.standing(index).seen;
    this.input.value = sign ?? model.text(index);
    this.input.inputMode = isSummary(this.#column()) ? "text" : "numeric";
    this.input.classList.remove("g-bad");
    this.input.setAttribute("aria-label", this.#label());
    this.#show();
    this.#cover(table.cell(index));
    table.host.append(this.input);
    this.input.focus({ preventScroll: true });
    const end = this.input.value.length;
    this.input.setSelectionRange(careful && isNarrow() ? 0 : end, end);
  }

  /** Take a sign from the keyboard: it goes on with the text or replaces it. */
  take(sign) {
    this.#show();
    const { value, selectionStart, selectionEnd } = this.input;
    const grown = value.slice(0, selectionStart) + sign + value.slice(selectionEnd);
    const column = this.#column();
    if (begins(grown, column)) this.input.setRangeText(sign, selectionStart, selectionEnd, "end");
    else if (!this.careful && begins(sign, column)) this.input.value = sign;
    else return this.grid.hint(explain(grown, column));
    this.input.classList.remove("g-bad");
    return undefined;
  }

  /** Record what is typed; false when it does not fit and stays for mending. */
  commit() {
    if (!this.active) return true;
    const { index, seen } = this;
    const text = this.input.value;
    if (!fits(text, this.#column())) {
      this.input.classList.add("g-bad");
      this.input.setAttribute("aria-invalid", "true");
      this.grid.hint(explain(text, this.#column()));
      return false;
    }
    this.#close();
    if (text !== this.grid.model.text(index)) this.grid.saver.write([{ index, text, seen }]);
    return true;
  }

  /** Know the versions that one's own former entry has left while this one is typed. */
  follow(index, seen) {
    if (this.index === index) this.seen = seen;
  }

  /** Leave the cell as it was. */
  cancel() {
    if (!this.active) return;
    this.#close();
    this.grid.focus.restore();
  }

  #close() {
    this.index = -1;
    this.input.removeAttribute("aria-invalid");
    this.input.remove();
  }

  #leave() {
    if (!this.active || document.activeElement === this.input) return;
    if (!document.hasFocus() || this.commit()) return;
    const text = this.input.value;
    this.#close();
    this.grid.hint(`«${text}» не записано: такой отметки нет.`);
  }

  /** Bring the cell out from under the names and the edge before it is typed in. */
  #show() {
    this.grid.table.cell(this.index)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #tidy(event) {
    this.#show();
    if (event.isComposing) return;
    const signs = [...this.input.value].map((sign) => understand(sign));
    if (signs.includes(null)) this.grid.hint(explain(this.input.value, this.#column()));
    this.input.value = signs.filter(Boolean).join("");
  }

  #takePaste(event) {
    event.preventDefault();
    event.stopPropagation();
    const text = event.clipboardData.getData("text/plain");
    this.#close();
    this.grid.focus.restore();
    this.grid.paste.open(text);
  }

  #column() {
    const { model } = this.grid;
    return model.columns[model.place(this.index).column];
  }

  #label() {
    const { model } = this.grid;
    const { name } = model.learners[model.place(this.index).row];
    return `${name}, ${model.describe(this.index)}`;
  }

  #cover(cell) {
    const { style } = this.input;
    const [box, host] = [cell.getBoundingClientRect(), this.grid.table.host];
    const frame = host.getBoundingClientRect();
    style.left = `${box.left - frame.left - host.clientLeft + host.scrollLeft}px`;
    style.top = `${box.top - frame.top - host.clientTop + host.scrollTop}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
  }
}
