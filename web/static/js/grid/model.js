/** The grid's facts: learners, columns, what stands in cells, what is on its way. */

import { firstVersions } from "./designations.js";

const WEEKDAYS = ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"];
const KINDS = {
  Л: "лекция", С: "семинар", ПЗ: "практическое занятие", ЛР: "лабораторная работа",
  КР: "контрольная работа", КП: "курсовая работа", СР: "самостоятельная работа",
  К: "консультация", УП: "учебная практика", ПП: "производственная практика",
  ПДП: "преддипломная практика",
};

export class Model {
  /** What is on its way or asks for a decision, by cell. */
  pending = new Map();
  /** What this page has written itself. */
  fresh = new Set();

  constructor(data) {
    this.data = data;
    this.learners = data.learners;
    this.columns = [
      ...data.columns.map((one) => ({ ...one, final: "" })),
      ...data.finals.map((one) => ({ ...one, final: one.period, work: "final" })),
    ];
    this.months = data.months;
    this.width = this.columns.length;
    this.height = this.learners.length;
    this.base = new Array(this.width * this.height).fill(null);
    this.windows = new Map((data.windows ?? []).map((one) => [this.find(one), one]));
    data.cells.forEach((cells, row) => cells.forEach((cell) => this.#fill(row, cell)));
    this.off = data.learners.map((one) => readRanges(one.off, this.width));
    this.view = this.columns.map((_, column) => column);
  }

  #fill(row, [column, text, seen, note]) {
    const versions = seen ?? firstVersions(text, this.columns[column]);
    this.base[this.index(row, column)] = { text, seen: versions, note: note ?? 0 };
  }

  index(row, column) {
    return row * this.width + column;
  }

  place(index) {
    return { row: Math.floor(index / this.width), column: index % this.width };
  }

  /** Return what the server has in the cell. */
  standing(index) {
    return this.base[index] ?? { text: "", seen: {}, note: 0 };
  }

  /** Return what the person sees: one's own entry over what stands. */
  text(index) {
    return this.pending.get(index)?.text ?? this.standing(index).text;
  }

  /** Keep what the server has told; an older word does not win over a newer one. */
  learn(index, { text, seen, note }) {
    const former = this.standing(index);
    if (age(seen) < age(former.seen)) return false;
    const same = former.text === text && age(seen) === age(former.seen);
    this.base[index] = { text, seen, note: note ?? former.note };
    return !same;
  }

  /** Find the cell a protocol's address means: by lesson and work or by final. */
  find({ col, person }) {
    const row = this.rowOf(person);
    const column = typeof col === "number" ? col : this.columnOf(col);
    return row < 0 || column < 0 ? -1 : this.index(row, column);
  }

  rowOf(person) {
    this.rows ??= new Map(this.learners.map((one, row) => [one.id, row]));
    return this.rows.get(person) ?? -1;
  }

  columnOf(col) {
    this.names ??= new Map(this.columns.map((one, column) => [nameOf(addressOf(one)), column]));
    return this.names.get(nameOf(col)) ?? -1;
  }

  /** Write the address of a cell's column as the protocol does. */
  address(index) {
    return addressOf(this.columns[this.place(index).column]);
  }

  /** Name the cell for the outbox: entries of one name are sent in turn. */
  cellName(index) {
    const { row } = this.place(index);
    return `${this.data.course}:${nameOf(this.address(index))}:${this.learners[row].id}`;
  }

  isOff(index) {
    const { row, column } = this.place(index);
    return this.off[row]?.has(column) ?? false;
  }

  monthOf(column) {
    return column.final ? null : this.months[column.month];
  }

  /**
   * Say how a cell may be entered: free, basis (a correction), terms, shut, none, off.
   * A standing mark of a late lesson changes only with a basis (4.1.1), a final of
   * a closed month only by a request.
   */
  entry(index) {
    const column = this.columns[this.place(index).column];
    if (!this.data.editable) return "none";
    if (this.isOff(index)) return "off";
    if (this.windows.has(index)) return "free";
    if (column.open === "fill") return this.#isRecorded(index, column) ? "basis" : "free";
    if (column.open === "add") return this.#isRecorded(index, column) ? "shut" : "free";
    return column.open;
  }

  /** Tell whether a change needs a basis; a final put today is still one's own to mend. */
  #isRecorded(index, { final }) {
    return Boolean(this.standing(index).text) && !(final && this.fresh.has(index));
  }

  /** Return the cells of the view between two corners, row by row. */
  block(from, to) {
    const [a, b] = [this.place(from), this.place(to)];
    const [left, right] = order(this.view.indexOf(a.column), this.view.indexOf(b.column));
    const [top, bottom] = order(a.row, b.row);
    const rows = [];
    for (let row = top; row <= bottom; row += 1) {
      rows.push(this.view.slice(left, right + 1).map((column) => this.index(row, column)));
    }
    return rows;
  }

  /** Count who was absent in a column, as the foot of the paper page does. */
  absences(column) {
    let total = 0;
    for (let row = 0; row < this.height; row += 1) {
      if (this.text(this.index(row, column)).startsWith("н")) total += 1;
    }
    return total;
  }

  /** Name the day and the kind of a column: «18.12, пятница · занятие 32 · семинар». */
  describe(index) {
    const column = this.columns[this.place(index).column];
    if (column.final) return column.title;
    const day = `${shortDay(column.day)}, ${weekday(column.day)}`;
    if (column.work === "monthly") return `${day} · МИУД, ${this.monthOf(column).name}`;
    const number = column.no ? `занятие ${column.no}` : "";
    return [day, number, KINDS[column.kind] ?? column.kind].filter(Boolean).join(" · ");
  }

  /** Name a column shortly: «18.12» or «Экзамен». */
  brief(column) {
    const { final, title, day, work } = this.columns[column];
    return final ? title : `${shortDay(day)}${work === "monthly" ? ", МИУД" : ""}`;
  }

  /** Find the column of today, or of the last lesson before it. */
  currentColumn() {
    const days = this.view.filter((column) => !this.columns[column].final);
    const past = days.filter((column) => this.columns[column].day <= this.data.today);
    const lessons = past.filter((column) => this.columns[column].work !== "monthly");
    return lessons.at(-1) ?? past.at(-1) ?? this.view[0] ?? 0;
  }
}

/** Write «18.12» of «2026-12-18». */
function shortDay(day) {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}`;
}

function weekday(day) {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()];
}

function addressOf(column) {
  if (column.final) return { final: column.final };
  return { lesson: column.lesson, work: column.work };
}

function nameOf({ final, lesson, work }) {
  return final ? `final-${final}` : `${lesson}-${work}`;
}

function readRanges(ranges, width) {
  if (!ranges?.length) return null;
  const found = new Set();
  for (const [first, last] of ranges) {
    for (let column = first; column <= Math.min(last, width - 1); column += 1) found.add(column);
  }
  return found;
}

function age(seen) {
  return Object.values(seen ?? {}).reduce((sum, one) => sum + one, 0);
}

function order(a, b) {
  return a < b ? [a, b] : [b, a];
}
