/** The card «?»: which key does what. */

import { closeCard, findCard, openCard } from "../cards.js";
import { isSingleOn, switchSingle } from "./keys.js";

const MAP = [
  ["Перемещение", [
    ["← ↑ ↓ →", "на клетку"],
    ["Enter", "записать и вниз; с последней строки — в начало следующего столбца"],
    ["Tab", "записать и вправо"],
    ["Home End", "начало и конец строки"],
    ["Ctrl Home", "первая клетка"],
    ["PgUp PgDn", "на экран"],
    ["Т", "к сегодняшнему столбцу"],
  ]],
  ["Запись", [
    ["5 4 3 2", "отметка, старая заменяется"],
    ["н Y", "отсутствует (раскладка неважна)"],
    ["F2", "править: «4/5», «н/4»"],
    ["Delete", "очистить"],
    ["Esc", "вернуть, как было"],
    ["Shift ←↑↓→", "выделить"],
    ["Ctrl D", "заполнить вниз выделенное"],
    ["Ctrl C", "скопировать"],
    ["Ctrl V", "вставить из таблицы"],
    ["Ctrl Z", "отменить, до 50 шагов"],
    ["Ctrl Y", "вернуть отменённое"],
  ]],
  ["Справки", [
    ["Alt ↓", "история клетки"],
    ["Alt →", "следующая клетка с вопросом: не сохранено, расхождение"],
    ["Alt ↑", "открыть занятие"],
    ["/", "поиск"],
    ["?", "эта карта"],
  ]],
];

/** Open the map of keys, or close it when it is open. */
export function toggleKeymap({ focus, table }) {
  if (findCard()?.dataset.card === "keys") return closeCard();
  const card = openCard({
    name: "keys",
    title: "Клавиши таблицы",
    sub: "открыть и закрыть: ?",
    wide: true,
    body: `<div class="s-keymap">${MAP.map(part).join("")}</div>
      <div class="s-row">${check("single", "Команды одной клавишей: Т, /, ?", isSingleOn())}
      ${check("roomy", "Строки просторнее", table.roomy)}</div>`,
    onClose: () => focus.restore(),
  });
  const box = (name) => card.element.querySelector(`[name=${name}]`);
  box("single").addEventListener("change", ({ target }) => switchSingle(target.checked));
  box("roomy").addEventListener("change", ({ target }) => table.space(target.checked));
  card.element.addEventListener("keydown", ({ key }) => key === "?" && card.close());
  return card.element.querySelector("h2").focus();
}

function check(name, words, on) {
  return `<label class="s-check"><input type="checkbox" name="${name}"${on ? " checked" : ""}><span>${words}</span></label>`;
}

function part([title, keys]) {
  const lines = keys.map(([names, act]) => {
    const drawn = names.split(" ").map((name) => `<kbd>${name}</kbd>`).join(" ");
    return `<dt>${drawn}</dt><dd>${act}</dd>`;
  });
  return `<section><h3>${title}</h3><dl>${lines.join("")}</dl></section>`;
}
