/** On-screen keys for a phone: one touch writes and goes down. */

import { fits, explain } from "./designations.js";

/** Listen to the keys under the table. */
export function installPad(grid, host) {
  host?.addEventListener("click", ({ target }) => {
    const sign = target.closest("[data-sign]")?.dataset.sign;
    if (sign !== undefined) press(grid, sign);
  });
}

function press(grid, sign) {
  const { model, focus, editor, saver } = grid;
  editor.cancel();
  const index = focus.current;
  const column = model.columns[model.place(index).column];
  if (sign === "edit") return grid.type(index, { careful: true });
  const text = sign === "н" && !fits("н", column) ? "н/а" : sign;
  if (!fits(text, column)) return grid.hint(explain(text, column));
  if (text !== model.text(index)) saver.write([{ index, text }]);
  return text && focus.advance();
}
