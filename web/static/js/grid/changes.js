/** What others write appears without a reload: asked every three seconds while visible. */

import { ask } from "../api.js";
import { showNote } from "../notes.js";
import { tell } from "../live.js";
import { sayBack, sayOver } from "../session.js";
import { spoken } from "./designations.js";

const EVERY = 3_000;
const FLASH = 1_200;

export class Changes {
  #timer = 0;

  constructor(grid) {
    this.grid = grid;
    this.head = grid.model.data.head;
    document.addEventListener("visibilitychange", () => this.#plan(0));
    this.#plan(EVERY);
  }

  #plan(pause) {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    this.#timer = setTimeout(() => this.#look(), pause);
  }

  async #look() {
    try {
      const { status, data } = await ask(`/journal/${this.grid.model.data.course}/changes?since=${this.head}`);
      if (status === 200) this.#take(data);
      else if (status === 401) sayOver();
    } catch {
      // The outbox says that the server is silent; looking goes on.
    }
    this.#plan(EVERY);
  }

  #take({ head, cells = [], here = [], stale }) {
    sayBack();
    this.head = head ?? this.head;
    for (const cell of cells) this.#show(cell);
    this.grid.status.here(here);
    if (!stale) return;
    showNote({
      name: "stale", kind: "ink", fact: "Занятия в журнале изменились.",
      advice: "Обновите страницу, чтобы увидеть новые столбцы; несохранённое не пропадёт.",
      act: "Обновить", run: () => location.reload(),
    });
  }

  /** Show a cell; one that is on its way or being edited is left for the server to judge. */
  #show(cell) {
    const { model, table, editor, focus, context } = this.grid;
    const index = model.find(cell);
    if (index < 0 || !model.learn(index, cell)) return;
    table.paint(index);
    table.count(model.place(index).column);
    if (model.pending.has(index) || editor.index === index) return;
    table.mark(index, "g-flash");
    setTimeout(() => table.mark(index, "g-flash", false), FLASH);
    if (index === focus.current) context.show(index);
    tell(`${this.grid.nameOf(index)}, ${model.brief(model.place(index).column)}: ${cell.by ?? "изменено"}: ${spoken(cell.text)}`);
  }
}
