/** Live regions: what a screen reader is told without moving the focus. */

const CALM = 400;
const regions = new Map();
let waiting = 0;

/** Say something when the person pauses; only the last of several is said, and only then made. */
export function tell(text) {
  const region = find("polite");
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    region.textContent = typeof text === "function" ? text() : text;
  }, CALM);
}

/** Say a failure or a conflict at once. */
export function alarm(text) {
  const region = find("assertive");
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

function find(manner) {
  if (!regions.has(manner)) {
    const region = document.createElement("div");
    region.className = "s-hidden";
    region.setAttribute("aria-live", manner);
    region.dataset.live = manner;
    document.body.append(region);
    regions.set(manner, region);
  }
  return regions.get(manner);
}
