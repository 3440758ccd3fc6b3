/**
 * Where entries wait: IndexedDB, or memory when the browser gives none.
 * Plain in a row are only the account and the label of the journal.
 */

const NAME = "surguch";
const ROWS = "outbox";

/** Open the lasting store; a store in memory when there is no other. */
export async function openStore(lasting = true) {
  if (!lasting || !globalThis.indexedDB) return new MemoryStore();
  try {
    return new LastingStore(await open());
  } catch {
    return new MemoryStore();
  }
}

class LastingStore {
  lasting = true;

  constructor(database) {
    this.database = database;
  }

  /** Read every row of an account in the order they were put. */
  async list(account) {
    const rows = await this.#run("readonly", (rows) => rows.getAll());
    return rows.filter((row) => row.account === account);
  }

  /** Count what waits, by account and journal: all that a stranger may see. */
  async count() {
    const rows = await this.#run("readonly", (rows) => rows.getAll());
    return tally(rows);
  }

  /** Add, replace and remove rows: all or nothing. */
  commit({ put = [], remove = [] }) {
    return this.#run("readwrite", (rows) => {
      remove.forEach((id) => rows.delete(id));
      put.forEach((row) => rows.put(row));
      return null;
    });
  }

  async #run(mode, act) {
    try {
      return await this.#try(mode, act);
    } catch (error) {
      if (error.name !== "InvalidStateError") throw error;
      this.database = await open();
      return this.#try(mode, act);
    }
  }

  #try(mode, act) {
    return new Promise((resolve, reject) => {
      const deal = this.database.transaction(ROWS, mode);
      const asked = act(deal.objectStore(ROWS));
      deal.oncomplete = () => resolve(asked?.result);
      deal.onerror = () => reject(deal.error);
      deal.onabort = () => reject(deal.error);
    });
  }
}

class MemoryStore {
  lasting = false;
  #rows = new Map();
  #last = 0;

  async list(account) {
    return [...this.#rows.values()].filter((row) => row.account === account);
  }

  async count() {
    return tally([...this.#rows.values()]);
  }

  async commit({ put = [], remove = [] }) {
    remove.forEach((id) => this.#rows.delete(id));
    for (const row of put) {
      const id = row.id ?? ++this.#last;
      this.#rows.set(id, { ...row, id });
    }
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(ROWS, { keyPath: "id", autoIncrement: true });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

function tally(rows) {
  const found = new Map();
  for (const { account, label } of rows) {
    const name = `${account}\n${label}`;
    const one = found.get(name) ?? { account, label, count: 0 };
    found.set(name, { ...one, count: one.count + 1 });
  }
  return [...found.values()];
}
