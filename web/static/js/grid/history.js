/** The history of a cell: every version, who, when and why. */

import { ask } from "../api.js";
import { openCard } from "../cards.js";
import { escape } from "../dom.js";
import { spoken } from "./designations.js";

export class History {
  constructor(grid) {
    this.grid = grid;
  }

  /** Ask the server for the versions of a cell and show them. */
  async open(index) {
    const { model } = this.grid;
    const query = new URLSearchParams({ ...model.address(index), person: this.#person(index) });
    try {
      const { status, data } = await ask(`/journal/${model.data.course}/history?${query}`);
      if (status === 200) this.#show(index, data.versions ?? []);
      else this.grid.hint(data?.message ?? "История сейчас недоступна.");
    } catch {
      this.grid.hint("История не открылась: нет связи с сервером.");
    }
  }

  #show(index, versions) {
    const { model, table, focus, gate } = this.grid;
    const ordered = [...versions].sort((a, b) => (b.entry ?? b.version) - (a.entry ?? a.version));
    const asks = ["shut", "basis"].includes(model.entry(index));
    const { note } = model.standing(index);
    const card = openCard({
      name: "history",
      title: "История клетки",
      sub: `${this.grid.nameOf(index)}, ${model.describe(index)}`,
      body: ordered.length
        ? `<ol class="s-versions">${ordered.map((one, place) => version(one, ordered[place + 1], place > 0)).join("")}</ol>`
        : "<p>В этой клетке ещё ничего не записывали.</p>",
      acts: asks ? `<a class="s-btn s-second" href="${escape(gate.requestLink(index))}">Подать заявку на исправление</a>` : "",
      foot: note ? `В печати: сноска <sup>${note}</sup>.` : "",
      beside: table.cell(index),
      onClose: () => focus.restore(),
    });
    card.element.querySelector("h2").focus();
  }

  #person(index) {
    const { model } = this.grid;
    return model.learners[model.place(index).row].id;
  }
}

function version(one, former, old) {
  const what = !former ? "Записано" : one.text
    ? `Исправлено с «${spoken(former.text)}» на «${one.text}»` : `Снято «${spoken(former.text)}»`;
  const value = old ? `<s>${escape(spoken(one.text))}</s>` : escape(spoken(one.text));
  const reason = one.reason ? `<small>Основание: ${escape(one.reason)}</small>` : "";
  return `<li><b class="s-big">${value}</b><div><b>${escape(what)}</b>
    <small>${escape(one.by)} · ${escape(one.at)} · версия ${one.version}</small>${reason}</div></li>`;
}
