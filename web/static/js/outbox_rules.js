/** Rules of the outbox without a browser: what is sent next, what an answer means. */

const LARGEST = 100;
const DECIDED = new Set(["saved", "conflict", "refused"]);

/** Choose what goes in one request: cells of one journal, each cell once, in order. */
export function chooseBatch(entries) {
  const waiting = new Set();
  const ready = [];
  for (const entry of entries) {
    if ((entry.state ?? "queued") !== "queued") continue;
    if (!waiting.has(entry.cell)) ready.push(entry);
    waiting.add(entry.cell);
  }
  const first = ready[0];
  if (!first || first.mode === "whole") return first ? [first] : [];
  return ready
    .filter((entry) => entry.url === first.url && entry.mode !== "whole")
    .slice(0, LARGEST);
}

/** Make the body of the request. */
export function makeBody(batch) {
  if (batch[0].mode === "whole") return batch[0].body;
  return { whole: false, cells: batch.map(({ key, body }) => ({ ...body, key })) };
}

/** Tell whether the trouble may pass by itself: no answer, a failure, an old token. */
export function mayPass(answer) {
  if (answer === null || answer.status >= 500) return true;
  return [408, 429].includes(answer.status) || answer.data?.code === "csrf";
}

/**
 * Read an answer: what is settled and forgotten, what stays for the person to decide.
 * An entry that follows another in the same cell takes over the versions it left.
 */
export function judge(batch, answer, entries) {
  const verdicts = batch
    .map((entry) => ({ entry, result: readResult(entry, answer) }))
    .filter(({ result }) => DECIDED.has(result?.status));
  const plan = { verdicts: [], settled: new Map(), put: [], remove: [] };
  for (const verdict of verdicts) weigh(verdict, entries, plan);
  return plan;
}

function weigh({ entry, result }, entries, plan) {
  const kept = entries.find((one) => one.key === entry.key);
  if (!kept) return;
  const heir = entries.find((one) => one.after === entry.key);
  const saved = result.status === "saved";
  if (saved || heir) {
    const seen = saved ? result.seen : entry.body.seen;
    plan.settled.set(entry.key, seen);
    plan.remove.push(kept);
    if (heir) plan.put.push(inherit(heir, seen));
  } else {
    plan.put.push({ ...kept, state: result.status, answer: result });
  }
  plan.verdicts.push({ entry, result: heir && !saved ? { status: "superseded" } : result });
}

function inherit({ after, ...heir }, seen) {
  return { ...heir, body: { ...heir.body, seen } };
}

function readResult(entry, { status, data }) {
  if (status !== 200) return { ...data, status: status === 409 ? "conflict" : "refused" };
  if (entry.mode === "whole") return { ...data, status: "saved" };
  return data?.cells?.find((one) => one.key === entry.key);
}
