/** Two values in one cell: both are shown with author and time, the person decides. */

import { openCard } from "../cards.js";
import { clock, escape } from "../dom.js";
import { spoken } from "./designations.js";

export class Conflict {
  constructor(grid) {
    this.grid = grid;
  }

  /** Open the card of a cell in which two values meet. */
  open(index) {
    const { model, table, focus, saver } = this.grid;
    const own = model.pending.get(index);
    if (own?.state !== "conflict") return;
    const theirs = { ...own.answer, text: model.standing(index).text };
    const card = openCard({ ...this.#words(index, own, theirs), beside: table.cell(index), onClose: () => focus.restore() });
    const acts = {
      mine: () => saver.insist(index),
      theirs: () => saver.yield(index),
      later: () => {},
    };
    card.element.addEventListener("click", ({ target }) => {
      const name = target.closest("[data-do]")?.dataset.do;
      if (name) this.#finish(card, acts[name]);
    });
    listenKeys(card, (name) => this.#finish(card, acts[name]));
    card.element.querySelector("[data-choice=mine]").focus();
  }

  #finish(card, act) {
    card.close("done");
    act();
  }

  #words(index, own, theirs) {
    const by = [theirs.by, theirs.at && `в\u00a0${theirs.at}`].filter(Boolean).join(", ");
    const mine = `вы в\u00a0${clock(own.at)}, было «${spoken(own.was)}»`;
    return {
      name: "conflict",
      title: "Два значения в одной клетке",
      sign: "exclamation-diamond",
      body: `<p class="s-grey">${escape(this.grid.nameOf(index))} · ${escape(this.grid.model.describe(index))}</p>
        <div class="s-choice-pair" role="group" aria-label="Какое значение оставить">
        ${choice("mine", "Ваше, ждёт записи", own.text, mine, true)}
        ${choice("theirs", "Уже в журнале", theirs.text, by || "другой преподаватель", false)}</div>`,
      acts: `<button type="button" class="s-btn s-primary" data-do="mine">Записать «${escape(spoken(own.text))}»</button>
        <button type="button" class="s-btn s-second" data-do="theirs">Оставить «${escape(spoken(theirs.text))}»</button>
        <button type="button" class="s-btn s-quiet" data-do="later">Решить позже</button>`,
      foot: `Записать «${escape(spoken(own.text))}» — новая версия поверх «${escape(spoken(theirs.text))}»; обе останутся в истории. <kbd>←</kbd> <kbd>→</kbd> выбрать, <kbd>Enter</kbd> подтвердить.`,
    };
  }
}

function choice(name, from, text, by, chosen) {
  return `<button type="button" class="s-choice" data-choice="${name}" aria-pressed="${chosen}">
    <small>${from}</small><b class="s-big">${escape(spoken(text))}</b><small>${escape(by)}</small></button>`;
}

function listenKeys({ element }, finish) {
  const choices = [...element.querySelectorAll("[data-choice]")];
  const choose = (chosen) => {
    choices.forEach((one) => one.setAttribute("aria-pressed", String(one === chosen)));
    chosen.focus();
  };
  choices.forEach((one) => one.addEventListener("click", () => choose(one)));
  element.addEventListener("keydown", (event) => {
    const here = event.target.dataset.choice;
    if (!here) return;
    if (event.key === "ArrowLeft") choose(choices[0]);
    else if (event.key === "ArrowRight") choose(choices[1]);
    else if (event.key === "Enter") finish(here);
    else return;
    event.preventDefault();
  });
}
