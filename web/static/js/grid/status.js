/** The bar below: what is not saved, what is being saved, what was written, who is here. */

import { count, escape, icon } from "../dom.js";
import { alarm } from "../live.js";

export class Status {
  #until = 0;
  #ticking = 0;

  constructor(grid, host) {
    Object.assign(this, { grid, host });
    host.addEventListener("click", ({ target }) => {
      if (target.closest("[data-question]")) grid.nextQuestion();
      if (target.closest("[data-keys]")) grid.toggleKeys();
    });
  }

  /** Count the states again. */
  show() {
    const states = [...this.grid.model.pending.values()].map((own) => own.state);
    const of = (...names) => states.filter((state) => names.includes(state)).length;
    this.#states([
      this.#asked(of("conflict"), "Расхождение", "warn", "exclamation-diamond"),
      this.#asked(of("failed"), "Не сохранено", "bad", "exclamation-circle", this.#pause()),
      of("queued", "saving") ? state("", "arrow-repeat", `Сохраняется: ${of("queued", "saving")}`) : "",
      state("ok", "check2", `Записано сегодня: ${this.grid.saver.written}`),
    ]);
  }

  /** Show when the next attempt is. */
  retryIn(seconds) {
    this.#until = Date.now() + seconds * 1000;
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => {
      if (Date.now() > this.#until) clearInterval(this.#ticking);
      this.show();
    }, 1000);
    this.show();
  }

  /** Say once that entries did not get through; they wait and go by themselves. */
  sayFailure(number) {
    alarm(`Не сохранено: ${count(number, "отметка", "отметки", "отметок")}. Они ждут в браузере и уйдут сами.`);
  }

  /** Show who else has the journal open. */
  here(names) {
    const part = this.host.querySelector("[data-here]");
    const words = names.length ? `${icon("people")} Ещё здесь: ${escape(names.join(", "))}` : "";
    if (part.dataset.drawn === words) return;
    part.dataset.drawn = words;
    part.hidden = !words;
    part.innerHTML = words;
  }

  #states(parts) {
    const part = this.host.querySelector("[data-states]");
    const words = parts.join("");
    if (part.dataset.drawn === words) return;
    part.dataset.drawn = words;
    part.innerHTML = words;
  }

  #asked(number, words, kind, sign, more = "") {
    if (!number) return "";
    return `<button type="button" class="s-state s-${kind}" data-question>${icon(sign)}<b>${words}: ${number}</b>${more}</button>`;
  }

  #pause() {
    const left = Math.ceil((this.#until - Date.now()) / 1000);
    return left > 0 ? ` <span>повтор через ${left} с</span>` : "";
  }
}

function state(kind, sign, words) {
  return `<span class="s-state${kind ? ` s-${kind}` : ""}">${icon(sign)}${words}</span>`;
}
