/** What stands before a cell: closed months, the roll, reasons and terms asked in a card. */

import { openCard } from "../cards.js";
import { escape } from "../dom.js";

const REASONS = [
  "ошибка при внесении", "перенос с бумажного бланка", "решение апелляции", "другая причина",
];
const CAUSES = ["болезнь", "уважительная причина", "без уважительной причины", "недостаточно отметок"];

export class Gate {
  constructor(grid) {
    this.grid = grid;
  }

  /** Let a change through, or say why the cell takes no entry. */
  lets({ index }) {
    const { model } = this.grid;
    if (model.pending.get(index)?.state === "conflict") {
      this.grid.conflict.open(index);
      return false;
    }
    const kind = model.entry(index);
    if (kind === "shut") this.sayShut(index);
    else if (kind === "off" || kind === "none") this.grid.hint(this.why(index));
    return kind === "free" || kind === "basis";
  }

  /** Say in words why a cell takes no entry; empty when it does. */
  why(index) {
    const { model } = this.grid;
    const { row, column } = model.place(index);
    const kind = model.entry(index);
    if (kind === "off") return whyOff(model.learners[row], column);
    const { why } = model.columns[column];
    if (kind === "none") return why || "Эту клетку вы не заполняете.";
    if (kind === "shut") return why || this.#closed(column);
    return "";
  }

  /** Tell whether a card must ask for something before the changes are written. */
  asks(changes) {
    return changes.some((change) => this.#needsBasis(change) || this.#needsTerms(change));
  }

  /** Ask for what is missing, once for all changes; null when the person thinks better of it. */
  async fill(changes) {
    const late = changes.filter((change) => this.#needsBasis(change));
    const basis = late.length ? await this.#askBasis(late) : {};
    if (!basis) return null;
    const unmarked = changes.filter((change) => this.#needsTerms(change));
    const terms = unmarked.length ? await this.#askTerms(unmarked) : {};
    if (!terms) return null;
    return changes.map((change) => ({
      ...change,
      ...(late.includes(change) && { basis }),
      ...(unmarked.includes(change) && { terms }),
    }));
  }

  /** Say why a month is shut and where a correction is asked for. */
  sayShut(index) {
    const { model, table, focus } = this.grid;
    const card = openCard({
      name: "shut",
      title: "Месяц закрыт",
      sub: model.describe(index),
      sign: "lock-fill",
      body: `<p>${escape(this.why(index))}</p>`,
      acts: `<a class="s-btn s-primary" href="${escape(this.requestLink(index))}">Подать заявку на исправление</a>
        <button type="button" class="s-btn s-second" data-leave>Не исправлять</button>`,
      beside: table.cell(index),
      onClose: () => focus.restore(),
    });
    card.element.querySelector("[data-leave]").addEventListener("click", () => card.close());
    card.element.querySelector("a").focus();
  }

  /** Return the address of a request to correct the cell. */
  requestLink(index) {
    const { model } = this.grid;
    const words = { course: model.data.course, ...model.address(index) };
    words.person = model.learners[model.place(index).row].id;
    return `/requests/new?${new URLSearchParams(words)}`;
  }

  #closed(column) {
    const month = this.grid.model.monthOf(column);
    return month ? `${month.name} закрыт ${month.closed}: исправление только по заявке.` : "Исправление только по заявке.";
  }

  #needsBasis({ index, basis }) {
    return !basis && this.grid.model.entry(index) === "basis";
  }

  #needsTerms({ index, text, terms }) {
    const { model } = this.grid;
    return !terms && text === "н/а" && Boolean(model.columns[model.place(index).column].final);
  }

  #askBasis(changes) {
    const { model } = this.grid;
    const [{ index, text }] = changes;
    const what = changes.length === 1
      ? `«${model.text(index) || "пусто"}» на «${text || "пусто"}»` : `${changes.length} отметок`;
    return this.#ask(index, {
      name: "basis",
      title: `Исправить ${what}`,
      sub: this.grid.nameOf(index),
      act: "Записать исправление",
      foot: "День занятия прошёл: нужно основание. Прежняя отметка остаётся в истории, в печати появится сноска (п.\u00a04.1.1).",
      fields: list("reason", "Причина", REASONS) + line("document", "Документ", "служебная записка №\u00a05")
        + dated("date", "Дата документа", model.data.today),
    });
  }

  #askTerms(changes) {
    return this.#ask(changes[0].index, {
      name: "terms",
      title: "Не аттестован: условия сдачи",
      sub: this.grid.nameOf(changes[0].index),
      act: "Записать «н/а»",
      foot: "«н/а» ставится с причиной, формой и сроком сдачи (п.\u00a04.2.3).",
      fields: list("cause", "Причина", CAUSES) + line("form", "Форма сдачи", "устный экзамен")
        + dated("due", "Срок сдачи", "") + line("order_no", "№ приказа (если есть)", "", false)
        + dated("order_date", "Дата приказа", "", false),
    });
  }

  #ask(index, { fields, act, ...card }) {
    const { table, focus } = this.grid;
    return new Promise((resolve) => {
      let answer = null;
      const { element, close } = openCard({
        ...card,
        body: `<form class="s-form">${fields}<div class="s-row">
          <button class="s-btn s-primary">${escape(act)}</button>
          <button type="button" class="s-btn s-second" data-leave>Не записывать</button></div></form>`,
        beside: table.cell(index),
        onClose: () => {
          focus.restore();
          resolve(answer);
        },
      });
      element.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        answer = read(event.target);
        close("done");
      });
      element.querySelector("[data-leave]").addEventListener("click", () => close());
      element.querySelector(".s-input").focus();
    });
  }
}

function whyOff({ off, why }, column) {
  const range = off.findIndex(([first, last]) => first <= column && column <= last);
  return why?.[range] || "Обучающийся не числится в группе в этот день.";
}

function read(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, text]) => [name, text.trim()]).filter(([, text]) => text));
}

function field(name, label, input) {
  return `<div class="s-field"><label for="card-${name}">${escape(label)}</label>${input}</div>`;
}

function line(name, label, example, needed = true) {
  return field(name, label,
    `<input class="s-input" id="card-${name}" name="${name}" maxlength="200" placeholder="${escape(example)}" autocomplete="off"${needed ? " required" : ""}>`);
}

function dated(name, label, value, needed = true) {
  return field(name, label,
    `<input class="s-input" type="date" id="card-${name}" name="${name}" value="${value}"${needed ? " required" : ""}>`);
}

function list(name, label, words) {
  const options = words.map((word) => `<option>${escape(word)}</option>`).join("");
  return field(name, label, `<input class="s-input" id="card-${name}" name="${name}" list="card-${name}-list" maxlength="200" required autocomplete="off">
    <datalist id="card-${name}-list">${options}</datalist>`);
}
