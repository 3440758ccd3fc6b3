/** What every page does: sends what waits, warns of the session's end. */

import { count, readMeta } from "./dom.js";
import { hideNote, showNote } from "./notes.js";
import { watchLink } from "./offline.js";
import { openOutbox } from "./outbox.js";
import { readSession, sayBack, sayOver, watchSession } from "./session.js";
import { openStore } from "./store.js";

const LATER = 10_000;

if (readMeta("account")) start();
else announceWaiting();

/** Before sign-in: say how much waits and of which journal (README of the look, §5.1). */
async function announceWaiting() {
  const waiting = await (await openStore()).count();
  const total = waiting.reduce((sum, one) => sum + one.count, 0);
  if (!total) return;
  const labels = [...new Set(waiting.map((one) => one.label))].join(", ");
  showNote({
    name: "waiting",
    kind: "warn",
    fact: `Не отправлено из этого браузера: ${count(total, "запись", "записи", "записей")} (${labels}).`,
    advice: "Войдите под тем же именем: всё уйдёт само.",
  });
}

async function start() {
  const fact = await readSession();
  if (!fact) return setTimeout(start, LATER);
  watchSession(fact);
  if (!fact.signed_in) return undefined;
  const outbox = await openOutbox({ account: fact.account, key: fact.outbox });
  outbox.addEventListener("signedout", ({ detail }) => sayOver(detail.other));
  outbox.addEventListener("answer", sayBack);
  outbox.addEventListener("signedin", async ({ detail }) => {
    if (detail.account === outbox.account) watchSession(await readSession());
  });
  if (!document.querySelector("[data-owns-outbox]")) {
    outbox.addEventListener("count", ({ detail }) => showQuestions(detail.entries));
  }
  watchLink(outbox);
  outbox.greet();
  return outbox.flush();
}

/** Away from the journal: lead to the cells that need a decision. */
function showQuestions(entries) {
  const asked = entries.find((one) => one.state === "conflict" || one.state === "refused");
  if (!asked) return hideNote("questions");
  return showNote({
    name: "questions",
    kind: "warn",
    fact: `${asked.label}: есть записи, которые ждут вашего решения.`,
    href: asked.page ?? asked.url.replace(/\/[a-z]+$/, ""),
    act: "Открыть",
  });
}
