/** One learner's line: presence, mark, МИУД, the state in words. Marks are plain text. */

import { escape, icon } from "../dom.js";

const ABSENT = "н";
const ABSENT_KEYS = new Set(["н", "Н", "y", "Y", "H", "h"]);
const MARKS = new Set(["5", "4", "3", "2"]);
const STATES = {
  queued: ["arrow-repeat", "сохраняется", ""],
  saved: ["check2", "сохранено", "s-ok"],
  failed: ["exclamation-circle", "не сохранено, повтор", "s-bad"],
  refused: ["exclamation-circle", "не записано", "s-bad"],
  conflict: ["exclamation-triangle", "расхождение", "s-warn"],
};

/** A line of the roll; `changed(name)` is called when the person changes it. */
export class Line {
  #opened = false;

  constructor(row, changed) {
    this.row = row;
    this.person = Number(row.dataset.person);
    [this.mark, this.monthly] = row.querySelectorAll("input.s-mark-input");
    this.presence = row.querySelector(".s-presence");
    this.record = row.querySelector("[data-record]");
    this.changed = changed;
    this.state = "";
    this.presence.hidden = false;
    this.show(this.mark.value);
    this.presence.addEventListener("click", () => this.toggle());
    this.mark.addEventListener("beforeinput", (event) => this.#type(event));
    this.monthly.addEventListener("beforeinput", (event) => this.#typeMonthly(event));
  }

  /** Return the text of the cell as the record keeps it: «», «4», «4/5», «н», «н/4». */
  get text() {
    if (!this.absent) return this.mark.value;
    return this.mark.value ? `${ABSENT}/${this.mark.value}` : ABSENT;
  }

  /** Tell whether the learner is marked absent. */
  get absent() {
    return this.presence.getAttribute("aria-pressed") === "true";
  }

  /** Tell whether something waits for the teacher here. */
  get asks() {
    return ["failed", "refused", "conflict"].includes(this.state);
  }

  /** Show a text without saving it. */
  show(text) {
    const [first, ...rest] = text.startsWith(ABSENT) ? text.split("/") : ["", text];
    this.mark.value = rest.join("/");
    this.#setAbsent(first === ABSENT);
  }

  /** Turn presence over; an absent learner's mark is shut. */
  toggle() {
    this.write(this.absent ? "" : ABSENT);
  }

  /** Put a text and save it. */
  write(text) {
    this.hinted = false;
    if (text === this.text) return;
    this.show(text);
    this.changed("lesson");
  }

  /** Open the mark of an absent learner for the made-up absence («н/4»). */
  open() {
    this.#opened = true;
    this.mark.readOnly = false;
    this.hint("отработка: поставьте отметку");
  }

  /** Say something that is no state of saving. */
  hint(words) {
    this.hinted = true;
    this.record.className = "s-record s-warn";
    this.record.textContent = words;
  }

  /** Show how far saving has come. */
  say(state) {
    this.state = state;
    this.mark.classList.toggle("s-bad", this.asks);
    if (this.hinted && !this.asks) return;
    const [sign, words, look] = STATES[state] ?? ["", "", ""];
    this.record.className = `s-record ${look}`;
    this.record.innerHTML = words ? `${icon(sign)} ${escape(words)}` : "";
  }

  #setAbsent(absent) {
    this.#opened = false;
    this.presence.setAttribute("aria-pressed", String(absent));
    this.presence.innerHTML = absent ? "н нет" : `${icon("check2")} есть`;
    this.row.classList.toggle("s-absent", absent);
    this.mark.readOnly = absent;
  }

  #type(event) {
    event.preventDefault();
    if (event.inputType.startsWith("delete")) return this.write("");
    for (const sign of (event.data ?? "").trim()) this.#take(sign);
    return undefined;
  }

  #take(sign) {
    if (ABSENT_KEYS.has(sign)) return this.write(this.absent ? "" : ABSENT);
    if (sign === "/" && this.mark.value && !this.absent) return this.#hold();
    if (!MARKS.has(sign)) return this.hint(`«${sign}» — не отметка: 5 4 3 2 или н`);
    if (this.absent && !this.#opened) return this.hint("отсутствует: F2 — отработка «н/4»");
    if (this.absent) return this.write(`${ABSENT}/${sign}`);
    const first = this.held ? `${this.held}/` : "";
    this.held = "";
    return this.write(first + sign);
  }

  #hold() {
    this.held = this.mark.value[0];
    this.hint(`${this.held}/… — вторая отметка`);
  }

  #typeMonthly(event) {
    event.preventDefault();
    const sign = (event.data ?? "").trim();
    const clears = event.inputType.startsWith("delete");
    const value = clears ? "" : ABSENT_KEYS.has(sign) ? "н/а" : MARKS.has(sign) ? sign : null;
    if (value === null) return this.hint(`«${sign}» — не отметка МИУД: 5 4 3 2 или н/а`);
    if (value === this.monthly.value) return undefined;
    this.monthly.value = value;
    return this.changed("monthly");
  }
}
