/** Fifty steps back and forth; each is a new version, nothing is erased. */

const DEPTH = 50;

export class Undo {
  #done = [];
  #undone = [];

  constructor(grid) {
    this.grid = grid;
  }

  /** Remember a step: [{index, before, after}]; a paste is one step. */
  push(step) {
    this.#done.push(step);
    if (this.#done.length > DEPTH) this.#done.shift();
    this.#undone.length = 0;
  }

  /** Take the last step back (Ctrl+Z). */
  back() {
    this.#turn(this.#done, this.#undone, "after", "before", "Отменять нечего.");
  }

  /** Do again what was taken back (Ctrl+Y). */
  forth() {
    this.#turn(this.#undone, this.#done, "before", "after", "Возвращать нечего.");
  }

  #turn(from, to, now, wanted, empty) {
    const step = from.pop();
    if (!step) return this.grid.hint(empty);
    const { model, focus, saver } = this.grid;
    const mine = step.filter((one) => model.text(one.index) === one[now]);
    if (mine.length < step.length) this.grid.hint("Клетки, которые с тех пор изменились, оставлены как есть.");
    if (!mine.length) return undefined;
    to.push(mine);
    focus.go(mine[0].index);
    return saver.write(mine.map((one) => ({ index: one.index, text: one[wanted] })), { step: false });
  }
}
