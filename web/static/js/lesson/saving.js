/**
 * What of the lesson is not yet in the record, and its way there by the outbox.
 * Every entry carries all that is unsaved, so that a later one may stand for an earlier.
 */

import { makeKey } from "../crypto.js";
import { openOutbox } from "../outbox.js";

const PAUSE = 350;

/** Events: `state` {items, state}, `saved` {result}, `refused` {result}, `conflict` {result}, `count`. */
export class Saving extends EventTarget {
  #dirty = new Map();
  #sent = new Map();
  #last = null;
  #timer = 0;
  #generation = 0;

  /** @param {{data: object, read: (item: string) => any, extra: () => object|null}} parts */
  constructor({ data, read, extra, every }) {
    super();
    Object.assign(this, { data, read, extra, every });
  }

  /** Open the outbox; give the entries that have waited since an earlier visit. */
  async open() {
    this.outbox = await openOutbox({ account: this.data.account, key: this.data.outbox });
    const on = (name, act) => this.outbox.addEventListener(name, ({ detail }) => act(detail));
    on("sending", ({ keys }) => this.#tell(keys, "queued"));
    on("failed", ({ keys, seconds }) => this.#tell(keys, "failed", seconds));
    on("answer", (detail) => this.#answer(detail));
    on("count", (detail) => this.#emit("count", detail));
    const waiting = await this.outbox.list(this.data.url);
    for (const entry of waiting) this.#adopt(entry);
    return waiting;
  }

  /** Tell whether everything is in the record. */
  get clean() {
    return this.#dirty.size === 0;
  }

  /** Remember that something was changed; it goes after a short pause. */
  touch(...items) {
    this.#generation += 1;
    for (const item of items) this.#dirty.set(item, this.#generation);
    this.#emit("state", { items, state: "queued" });
    this.later();
  }

  /** Send after a short pause. */
  later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), PAUSE);
  }

  /** Send now what is not saved. */
  async send() {
    clearTimeout(this.#timer);
    const extra = this.extra();
    if (!this.outbox || extra === null || !this.#dirty.size) return;
    if (!this.data.recorded) this.every().forEach((item) => this.#dirty.has(item) || this.#dirty.set(item, 0));
    const key = makeKey();
    const items = new Map(this.#dirty);
    const entry = {
      key,
      url: this.data.url,
      cell: this.data.url,
      mode: "whole",
      label: this.data.label,
      page: `/lesson/${this.data.slot}`,
      at: Date.now(),
      body: { key, ...extra, ...this.#pack([...items.keys()]), seen: this.data.seen },
    };
    if (this.#last) entry.after = this.#last;
    this.#last = key;
    this.#sent.set(key, items);
    await this.outbox.put([entry]);
  }

  /** Write one's own over what somebody else has written. */
  async insist(key, seen) {
    await this.outbox.drop(key);
    this.data.seen = seen;
    this.#forget(key);
    await this.send();
  }

  /** Give up what was refused or is in conflict. */
  async giveUp(key) {
    await this.outbox.drop(key);
  }

  #pack(items) {
    const lesson = {};
    const cells = [];
    for (const item of items) {
      const [kind, name] = item.split(":");
      if (kind === "part") lesson[name] = this.read(item);
      else cells.push({ person: Number(name), work: kind, text: this.read(item) });
    }
    return { lesson, cells };
  }

  #adopt(entry) {
    const items = new Map();
    for (const name of Object.keys(entry.body.lesson ?? {})) items.set(`part:${name}`, 0);
    for (const cell of entry.body.cells ?? []) items.set(`${cell.work}:${cell.person}`, 0);
    for (const item of items.keys()) this.#dirty.set(item, 0);
    this.#sent.set(entry.key, items);
    if ((entry.state ?? "queued") === "queued") this.#last = entry.key;
  }

  #answer({ key, url, result }) {
    if (url !== this.data.url || !this.#sent.has(key)) return;
    if (result.status === "saved") return this.#settle(key, result);
    if (result.status === "superseded") return this.#forget(key);
    this.#tell([key], result.status);
    if (result.status === "conflict") return this.#emit("conflict", { key, result });
    this.outbox.drop(key);
    this.#forget(key);
    return this.#emit("refused", { key, result });
  }

  #settle(key, result) {
    const items = this.#sent.get(key);
    Object.assign(this.data, { recorded: true, seen: result.seen });
    const done = [...items].filter(([item, made]) => (this.#dirty.get(item) ?? made) === made);
    for (const [item] of done) this.#dirty.delete(item);
    this.#forget(key);
    this.#emit("state", { items: done.map(([item]) => item), state: "saved" });
    this.#emit("saved", { result });
  }

  #forget(key) {
    this.#sent.delete(key);
    if (this.#last === key) this.#last = null;
  }

  #tell(keys, state, seconds = 0) {
    for (const key of keys) {
      const items = this.#sent.get(key);
      if (items) this.#emit("state", { items: [...items.keys()], state, seconds });
    }
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
