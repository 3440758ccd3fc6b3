/** Between the grid and the outbox: painted at once, sent by itself, answered in place. */

import { makeKey } from "../crypto.js";
import { alarm } from "../live.js";
import { spoken } from "./designations.js";

const SHOWN = 2_000;
const TOGETHER = 500;
const WAITING = new Set(["queued", "saving", "failed"]);

export class Saver {
  /** How many cells this account has written today. */
  written = 0;
  #cells = new Map();
  #refused = [];

  constructor(grid, outbox) {
    const { course, group, title, written = 0 } = grid.model.data;
    Object.assign(this, { grid, outbox, written });
    this.page = `/journal/${course}`;
    this.url = `${this.page}/cells`;
    this.label = `${group} · ${title}`;
    this.outbox.addEventListener("sending", ({ detail }) => this.#mark(detail.keys, "saving"));
    this.outbox.addEventListener("failed", ({ detail }) => this.#fail(detail));
    this.outbox.addEventListener("answer", ({ detail }) => this.#answer(detail));
  }

  /** Return the cells that ask for a decision or could not be saved yet. */
  questions() {
    return [...this.grid.model.pending]
      .filter(([, own]) => own.state === "failed" || own.state === "conflict")
      .map(([index]) => index)
      .sort((a, b) => a - b);
  }

  /** Take up what waited while the page was closed. */
  async restore() {
    const entries = await this.outbox.list(this.url);
    for (const entry of entries) this.#takeUp(entry);
    this.grid.status.show();
    this.outbox.flush();
  }

  /**
   * Write cells; those that need a reason or terms are asked for in one card first.
   * @param {{index: number, text: string, seen?: object}[]} changes
   */
  write(changes, { step = true } = {}) {
    const open = changes.filter((change) => this.grid.gate.lets(change));
    if (!open.length) return undefined;
    if (!this.grid.gate.asks(open)) return this.#apply(open, step);
    return this.grid.gate.fill(open).then((filled) => filled && this.#apply(filled, step));
  }

  /** Write one's own value over the one that stands: a new version (расхождение). */
  async insist(index) {
    const { model, gate } = this.grid;
    const own = model.pending.get(index);
    const change = {
      index, ...own.extra, text: own.text, seen: model.standing(index).seen, instead: own.key,
    };
    const filled = gate.asks([change]) ? await gate.fill([change]) : [change];
    if (!filled || model.pending.get(index) !== own) return;
    model.pending.delete(index);
    this.#apply(filled, true);
  }

  /** Leave the value that stands and forget one's own. */
  yield(index) {
    const own = this.grid.model.pending.get(index);
    this.#forget(index, own.key);
    this.outbox.drop(own.key);
    this.grid.status.show();
  }

  #apply(changes, step) {
    const { model, table, undo } = this.grid;
    const before = changes.map(({ index }) => model.text(index));
    const entries = changes.map((change) => this.#enter(change));
    if (step) undo.push(changes.map(({ index, text }, i) => ({ index, before: before[i], after: text })));
    for (const column of new Set(changes.map(({ index }) => model.place(index).column))) table.count(column);
    const instead = changes.map((change) => change.instead).filter(Boolean);
    this.outbox.put(entries, { instead });
    this.grid.status.show();
    this.grid.context.show(this.grid.focus.current);
  }

  #enter({ index, text, seen, basis, terms }) {
    const { model } = this.grid;
    const former = model.pending.get(index);
    const extra = { ...(basis && { basis }), ...(terms && { terms }) };
    const own = { key: makeKey(), text, at: Date.now(), was: model.text(index), extra };
    own.state = this.outbox.failing ? "failed" : "queued";
    const request = model.windows.get(index)?.request;
    const entry = {
      key: own.key, url: this.url, page: this.page, label: this.label, mode: "cell", at: own.at,
      cell: model.cellName(index),
      body: {
        col: model.address(index), person: this.#person(index), text,
        seen: seen ?? model.standing(index).seen, ...extra, ...(request && { request }),
      },
    };
    if (former && WAITING.has(former.state)) entry.after = former.key;
    this.#keep(index, own);
    return entry;
  }

  #takeUp({ key, body, state = "queued", answer, at }) {
    const index = this.grid.model.find(body);
    if (index < 0 || state === "refused") return this.#refuse(index, key, body.text, answer ?? {});
    const { basis, terms } = body;
    const extra = { ...(basis && { basis }), ...(terms && { terms }) };
    this.#keep(index, { key, text: body.text, at, state, answer, extra, was: this.grid.model.text(index) });
    this.grid.table.count(this.grid.model.place(index).column);
    return undefined;
  }

  #keep(index, own) {
    this.grid.model.pending.set(index, own);
    this.#cells.set(own.key, index);
    this.grid.table.paint(index);
  }

  #mark(keys, state) {
    for (const key of keys) {
      const index = this.#cells.get(key);
      const own = this.grid.model.pending.get(index);
      if (own?.key !== key) continue;
      own.state = state;
      this.grid.table.paint(index);
    }
    this.grid.status.show();
  }

  #fail({ seconds }) {
    const waiting = [...this.grid.model.pending.values()].filter((own) => WAITING.has(own.state));
    const fresh = waiting.some((own) => own.state !== "failed");
    this.#mark(waiting.map((own) => own.key), "failed");
    this.grid.status.retryIn(seconds);
    if (fresh) this.grid.status.sayFailure(waiting.length);
  }

  #answer({ key, url, result }) {
    const index = this.#cells.get(key) ?? -1;
    if (url !== this.url || index < 0) return;
    this.#cells.delete(key);
    if (result.status === "saved") this.#saved(index, key, result);
    else if (result.status === "conflict") this.#conflict(index, key, result);
    else if (result.status === "refused") {
      this.#refuse(index, key, this.grid.model.pending.get(index)?.text ?? "", result);
    }
    this.grid.status.show();
  }

  #saved(index, key, { text, seen, note }) {
    const { model, table } = this.grid;
    model.learn(index, { text, seen, note });
    model.fresh.add(index);
    this.grid.editor.follow(index, seen);
    this.written += 1;
    if (model.pending.get(index)?.key !== key) return;
    this.#forget(index, key);
    table.mark(index, "g-saved");
    setTimeout(() => table.mark(index, "g-saved", false), SHOWN);
  }

  #conflict(index, key, answer) {
    const { model, table } = this.grid;
    model.learn(index, answer);
    const own = model.pending.get(index);
    if (own?.key !== key) return;
    Object.assign(own, { state: "conflict", answer });
    this.#cells.set(key, index);
    table.paint(index);
    alarm(`Расхождение: ${this.grid.nameOf(index)}, ваше «${spoken(own.text)}», в журнале «${spoken(answer.text)}». Alt и стрелка вправо — решить.`);
  }

  /** Put the old value back; what was typed and why it did not go stays in words. */
  #refuse(index, key, text, { message = "Сервер не принял запись.", text: standing, seen }) {
    if (index >= 0) {
      if (standing !== undefined) this.grid.model.learn(index, { text: standing, seen });
      this.#forget(index, key);
    }
    this.#sayRefused(index, text, message);
    this.outbox.drop(key);
  }

  /** Say what did not go and why; several refusals of one answer are one sentence. */
  #sayRefused(index, text, message) {
    const who = index >= 0 ? `${this.grid.nameOf(index)}: ` : "";
    this.#refused.push(`${who}«${spoken(text)}»`);
    if (this.#refused.length === 1) setTimeout(() => { this.#refused.length = 0; }, TOGETHER);
    this.grid.hint(`${this.#refused.join(", ")} не записано. ${message}`, { lasting: true });
  }

  #forget(index, key) {
    const { model, table } = this.grid;
    if (model.pending.get(index)?.key === key) model.pending.delete(index);
    table.paint(index);
    table.count(model.place(index).column);
    if (index === this.grid.focus.current) this.grid.context.show(index);
  }

  #person(index) {
    const { model } = this.grid;
    return model.learners[model.place(index).row].id;
  }
}
