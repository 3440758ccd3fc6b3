/** The session: warned two minutes before its end, never lost without a word. */

import { ask, post, useToken } from "./api.js";
import { hideNote, showNote } from "./notes.js";

const AHEAD = 120;
const UNKNOWN = 60;
const NOTE = "session";
const OVER = "signed-out";
let timer = 0;

/** Ask who is signed in; null when the server does not answer. */
export async function readSession() {
  try {
    const { status, data } = await ask("/session");
    if (status !== 200) return { signed_in: false };
    useToken(data.csrf);
    return data;
  } catch {
    return null;
  }
}

/** Watch the end of the session; a page that only looks does not prolong it. */
export function watchSession(fact) {
  clearTimeout(timer);
  if (fact && !fact.signed_in) {
    hideNote(NOTE);
    return sayOver();
  }
  hideNote(OVER);
  const left = fact ? fact.ends_in : UNKNOWN + AHEAD;
  if (left <= AHEAD) warn(left);
  else hideNote(NOTE);
  const pause = left <= AHEAD ? Math.max(5, left / 4) : left - AHEAD;
  timer = setTimeout(async () => watchSession(await readSession()), pause * 1000);
  return undefined;
}

/** Say that one must sign in again; what was entered waits in the browser. */
export function sayOver(other = false) {
  showNote({
    name: OVER,
    kind: "warn",
    fact: other ? "В этом браузере вошёл другой пользователь." : "Сеанс закончился. Войдите снова.",
    advice: "Внесённое ждёт в этом браузере и уйдёт само, как только вы войдёте.",
    href: "/login",
    act: "Войти в новой вкладке",
    fresh: true,
  });
}

/** Take the word about the end back. */
export function sayBack() {
  hideNote(OVER);
}

function warn(left) {
  const minutes = Math.max(1, Math.round(left / 60));
  showNote({
    name: NOTE,
    kind: "warn",
    fact: `Сеанс закончится через ${minutes}\u00a0мин.`,
    advice: "Внесённое не пропадёт, но придётся войти снова.",
    act: "Продолжить",
    run: prolong,
  });
}

async function prolong() {
  const { status, data } = await post("/session", {});
  if (status !== 200) return sayOver();
  useToken(data.csrf);
  hideNote(NOTE);
  return undefined;
}
