/** Floating cards: beside or under a cell, never over it; a bottom sheet on a phone. */

import { element, escape, icon, isNarrow } from "./dom.js";

const GAP = 8;
let open = null;

/**
 * Open a card; the one before is closed.
 * @param {{title: string, sub?: string, sign?: string, body: string, acts?: string,
 *   foot?: string, wide?: boolean, beside?: Element, name?: string,
 *   onClose?: (reason: string) => void}} card
 * @returns {{element: HTMLElement, close: (reason?: string) => void}}
 */
export function openCard(card) {
  closeCard("replaced");
  const made = element(
    `<div class="s-card${card.wide ? " s-broad" : ""}" role="dialog" aria-labelledby="card-title" data-card="${escape(card.name ?? "")}">
      <div class="s-card-head">${card.sign ? icon(card.sign) : ""}
        <h2 id="card-title" tabindex="-1">${escape(card.title)}</h2>${card.sub ? `<small>${escape(card.sub)}</small>` : ""}
        <button type="button" class="s-close" aria-label="Закрыть" data-act="close">${icon("x-lg")}</button></div>
      <div class="s-body">${card.body}
        ${card.acts ? `<div class="s-row">${card.acts}</div>` : ""}
        ${card.foot ? `<p class="s-small s-grey">${card.foot}</p>` : ""}</div></div>`,
  );
  document.body.append(made);
  open = { element: made, onClose: card.onClose };
  made.addEventListener("keydown", onKey);
  made.querySelector("[data-act=close]").addEventListener("click", () => closeCard("closed"));
  if (!isNarrow()) place(made, card.beside, card.wide);
  return { element: made, close: closeCard };
}

/** Close the open card, if any, and tell why. */
export function closeCard(reason = "closed") {
  if (!open) return;
  const { element: made, onClose } = open;
  open = null;
  made.remove();
  onClose?.(reason);
}

/** Return the open card's element. */
export function findCard() {
  return open?.element ?? null;
}

/** Tell whether the person is in the open card: the keyboard is not taken from it. */
export function isCardUsed() {
  return Boolean(open?.element.contains(document.activeElement));
}

/** Close a card that asks for nothing: the person has gone on elsewhere. */
export function closeIdleCard() {
  if (open && !open.element.querySelector("form")) closeCard();
}

function onKey(event) {
  event.stopPropagation();
  if (event.key !== "Escape") return;
  event.preventDefault();
  closeCard("closed");
}

function place(made, beside, wide) {
  const size = made.getBoundingClientRect();
  const target = beside?.getBoundingClientRect();
  const room = { x: window.innerWidth - size.width - GAP, y: window.innerHeight - size.height - GAP };
  const spot = !target || wide
    ? { x: room.x / 2, y: room.y / 3 }
    : findSpot(target, size, room);
  made.style.left = `${Math.max(GAP, Math.min(spot.x, room.x)) + window.scrollX}px`;
  made.style.top = `${Math.max(GAP, Math.min(spot.y, room.y)) + window.scrollY}px`;
}

/** Right of the target, else left of it, else under or over it. */
function findSpot(target, size, room) {
  const y = Math.max(GAP, Math.min(target.top, room.y));
  if (target.right + GAP <= room.x) return { x: target.right + GAP, y };
  if (target.left - GAP - size.width >= GAP) return { x: target.left - GAP - size.width, y };
  const under = target.bottom + GAP;
  return { x: target.left, y: under <= room.y ? under : target.top - GAP - size.height };
}
