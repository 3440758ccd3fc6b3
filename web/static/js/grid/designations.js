/** What a cell may hold and how typed signs are understood (обозначения, 4.1.8). */

const LESSON = /^(?:[5432](?:\/[5432])?|н(?:\/[5432])?)?$/;
const SUMMARY = /^(?:[5432]|н\/а)?$/;
const BEGINNING = { lesson: /^(?:[5432](?:\/[5432]?)?|н(?:\/[5432]?)?)?$/, summary: /^(?:[5432]|н(?:\/а?)?)?$/ };
const TWINS = { н: "н", Н: "н", h: "н", H: "н", N: "н", y: "н", Y: "н", а: "а", А: "а", a: "а", A: "а", f: "а", F: "а" };
const SLASHES = "/\\|.,";
const LATIN = /[A-Za-z]/;

/** Tell whether a column sums up: МИУД and finals. */
export function isSummary(column) {
  return column.final || column.work === "monthly";
}

/** Tell whether a text may stand in a column's cell. */
export function fits(text, column) {
  return (isSummary(column) ? SUMMARY : LESSON).test(text);
}

/** Tell whether a text may grow into one that fits. */
export function begins(text, column) {
  return BEGINNING[isSummary(column) ? "summary" : "lesson"].test(text);
}

/**
 * Understand a typed sign whatever the layout of the keyboard: the key of «н» is «н».
 * Null when the sign has no place in the journal.
 */
export function understand(sign, code = "") {
  if (/^[5432]$/.test(sign)) return sign;
  if (code === "KeyY") return "н";
  if (sign in TWINS) return TWINS[sign];
  return SLASHES.includes(sign) ? "/" : null;
}

/** Say why a text does not fit, and what does. */
export function explain(text, column) {
  const allowed = isSummary(column) ? "Допустимы 5, 4, 3, 2 и н/а." : "Допустимы 5, 4, 3, 2 и н.";
  if (LATIN.test(text)) return `«${text}» набрано латинскими буквами. ${allowed}`;
  if (/^н$/.test(text) && isSummary(column)) return `«н» ставится на занятии. ${allowed}`;
  if (/^н\/а$/.test(text)) return `«н/а» ставится за месяц и в итоговых отметках. ${allowed}`;
  return `«${text}»: такой отметки нет. ${allowed}`;
}

/** Prepare what was pasted: outer blanks and capitals mean nothing, letters are not guessed. */
export function clean(text) {
  return text.replaceAll("\u00a0", " ").trim().replaceAll("Н", "н").replaceAll("А", "а");
}

/** Name the works a standing text consists of, each in its first version. */
export function firstVersions(text, column) {
  if (!text) return {};
  if (column.final) return { final: 1 };
  if (column.work === "monthly") return { monthly_control: 1 };
  const [first, second] = text.split("/");
  const seen = first === "н" ? { absence: 1 } : { current: 1 };
  if (second) seen[first === "н" ? "makeup" : "second"] = 1;
  return seen;
}

/** Say a text as a person says it: nothing is «пусто». */
export function spoken(text) {
  return text || "пусто";
}
