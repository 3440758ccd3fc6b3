/**
 * The outbox: what a person entered waits here, encrypted, until the server has it.
 * Every entry keeps its key of idempotency, so sending twice writes once.
 */

import { SilenceError, post } from "./api.js";
import { canEncrypt, importKey, seal, unseal } from "./crypto.js";
import { chooseBatch, judge, makeBody, mayPass } from "./outbox_rules.js";
import { openStore } from "./store.js";

const LONGEST = 60;
const SIGNED_OUT_PAUSE = 10;
const CHANNEL = "surguch-outbox";
const LOCK = "surguch-outbox";

let shared = null;

/** Return the outbox of this page's account; opened once a page. */
export function openOutbox({ account, key }) {
  shared ??= build(account, key);
  return shared;
}

async function build(account, key) {
  const sealing = canEncrypt() && Boolean(key);
  const store = await openStore(sealing);
  return new Outbox({ account, store, key: sealing ? await importKey(key) : null });
}

/**
 * Events: `sending` {keys}, `failed` {keys, seconds}, `answer` {key, url, cell, entry,
 * result}, `signedout` {other}, `signedin` {account}, `count` {queued, conflicts, refused}.
 *
 * @typedef {{key: string, url: string, body: object, label: string, cell: string,
 *   mode: "cell"|"whole", after?: string, at: number, state?: string, answer?: object}} Entry
 */
class Outbox extends EventTarget {
  /** How many entries are not yet in the lasting store. */
  unstored = 0;
  /** Whether the server has said that the session is over. */
  signedOut = false;

  #serial = Promise.resolve();
  #settled = new Map();
  #delay = 0;
  #timer = 0;
  #running = false;
  #again = false;
  #channel = globalThis.BroadcastChannel ? new BroadcastChannel(CHANNEL) : null;

  constructor({ account, store, key }) {
    super();
    Object.assign(this, { account, store, key });
    this.#channel?.addEventListener("message", ({ data }) => this.#hear(data));
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("focus", () => this.#delay && this.hurry());
    window.addEventListener("beforeunload", (event) => this.#guard(event));
  }

  /** Tell whether the last request did not get through. */
  get failing() {
    return this.#delay > 0;
  }

  /** Put entries, in place of others if asked; they go by themselves. */
  put(entries, { instead = [] } = {}) {
    this.unstored += entries.length;
    return this.#next(async () => {
      await this.#write(entries, instead);
      if (this.store.lasting) this.unstored -= entries.length;
      if (!this.#delay) this.flush();
    });
  }

  /** Forget entries: a refusal that was shown, a conflict that was settled. */
  drop(...keys) {
    return this.#next(async () => {
      await this.#commit([], await this.#find(keys));
      this.#announce(await this.#load());
    });
  }

  /** List what waits, of one address or of all. */
  async list(url = null) {
    await this.#serial;
    const entries = await this.#load();
    return url ? entries.filter((entry) => entry.url === url) : entries;
  }

  /** Try now, not when the pause is over. */
  hurry() {
    this.#delay = 0;
    this.flush();
  }

  /** Send what waits; one request is under way at a time in all tabs. */
  async flush() {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      while (this.#again) {
        this.#again = false;
        await alone(() => this.#drain());
      }
    } catch {
      this.#wait(SIGNED_OUT_PAUSE);
    } finally {
      this.#running = false;
    }
  }

  /** Tell other tabs that this account has signed in. */
  greet() {
    this.#channel?.postMessage({ kind: "signedin", account: this.account });
  }

  async #drain() {
    for (;;) {
      await this.#serial;
      const entries = await this.#load();
      this.#announce(entries);
      const batch = chooseBatch(entries);
      if (!batch.length || !(await this.#deliver(batch))) return;
    }
  }

  async #deliver(batch) {
    const keys = batch.map((entry) => entry.key);
    this.#emit("sending", { keys });
    const answer = await this.#send(batch);
    if (mayPass(answer)) return this.#fail(keys);
    if (answer.status === 401) return this.#lose(keys, answer);
    this.signedOut = false;
    if (!(await this.#next(() => this.#settle(batch, answer)))) return this.#fail(keys);
    this.#delay = 0;
    return true;
  }

  async #send(batch) {
    try {
      return await post(batch[0].url, makeBody(batch), this.account);
    } catch (error) {
      if (error instanceof SilenceError) return null;
      throw error;
    }
  }

  #fail(keys) {
    this.#delay = Math.min(this.#delay * 2 || 1, LONGEST);
    this.#emit("failed", { keys, seconds: this.#delay });
    this.#wait(this.#delay);
    return false;
  }

  #lose(keys, answer) {
    this.signedOut = true;
    this.#delay = SIGNED_OUT_PAUSE;
    this.#emit("failed", { keys, seconds: 0 });
    this.#emit("signedout", { other: answer.data?.code === "account" });
    this.#wait(SIGNED_OUT_PAUSE);
    return false;
  }

  #wait(seconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), seconds * 1000);
  }

  async #settle(batch, answer) {
    const { verdicts, settled, put, remove } = judge(batch, answer, await this.#load());
    for (const [key, seen] of settled) this.#settled.set(key, seen);
    await this.#commit(put, remove);
    const news = verdicts.map(({ entry, result }) => ({
      key: entry.key, url: entry.url, cell: entry.cell, at: entry.at, label: entry.label, result,
    }));
    this.#channel?.postMessage({
      kind: "answers", account: this.account, news, settled: [...settled],
    });
    for (const one of news) this.#emit("answer", one);
    this.#announce(await this.#load());
    return news.length;
  }

  async #write(entries, instead) {
    const removed = await this.#find(instead);
    try {
      await this.#commit(entries, removed);
    } catch {
      this.store = await openStore(false);
      await this.#commit(entries, []);
    }
    this.#announce(await this.#load());
  }

  async #find(keys) {
    if (!keys.length) return [];
    const entries = await this.#load();
    return entries.filter((entry) => keys.includes(entry.key));
  }

  async #commit(entries, removed) {
    const put = await Promise.all(entries.map((entry) => this.#pack(entry)));
    await this.store.commit({ put, remove: removed.map((entry) => entry.id) });
  }

  async #pack({ id, ...entry }) {
    const plain = { account: this.account, label: entry.label };
    const closed = this.key ? await seal(this.key, entry) : { entry };
    return id === undefined ? { ...plain, ...closed } : { id, ...plain, ...closed };
  }

  async #load() {
    const rows = await this.store.list(this.account);
    const opened = await Promise.all(rows.map(async (row) => {
      const entry = this.key ? await unseal(this.key, row) : structuredClone(row.entry);
      return entry && { ...entry, id: row.id };
    }));
    return opened.filter(Boolean).map((entry) => this.#follow(entry));
  }

  /** Give an entry the versions its forerunner has left in the cell. */
  #follow(entry) {
    if (!entry.after || !this.#settled.has(entry.after)) return entry;
    const { after, ...free } = entry;
    return { ...free, body: { ...entry.body, seen: this.#settled.get(after) } };
  }

  #hear(message) {
    if (message.kind === "signedin") {
      this.#emit("signedin", { account: message.account });
      return this.hurry();
    }
    if (message.account !== this.account) return undefined;
    for (const [key, seen] of message.settled) this.#settled.set(key, seen);
    for (const one of message.news) this.#emit("answer", one);
    return undefined;
  }

  #announce(entries) {
    const of = (state) => entries.filter((entry) => (entry.state ?? "queued") === state).length;
    this.#emit("count", {
      queued: of("queued"), conflicts: of("conflict"), refused: of("refused"), entries,
    });
  }

  #guard(event) {
    if (this.unstored) event.preventDefault();
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #next(act) {
    const done = this.#serial.then(act);
    this.#serial = done.catch(() => {});
    return done;
  }
}

function alone(act) {
  return navigator.locks ? navigator.locks.request(LOCK, act) : act();
}
