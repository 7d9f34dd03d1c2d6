import type { KeyboardEvent } from "react";

/** Arrows or j and k go from row to row, Space selects the row one is on. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  const from = event.target;
  if (!(from instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (from.matches("input, textarea, select, [contenteditable]")) return;
  const row = from.closest<HTMLElement>("[data-row]");
  if (!row) return;
  if (event.key === " " && from.matches("[data-row-link]")) {
    const box = row.querySelector<HTMLElement>("[data-row-select]");
    if (!box) return;
    event.preventDefault();
    box.click();
    return;
  }
  const down = event.key === "ArrowDown" || event.key === "j";
  const up = event.key === "ArrowUp" || event.key === "k";
  if (!down && !up) return;
  const next = down ? row.nextElementSibling : row.previousElementSibling;
  const same = from.matches("[data-row-select]") ? "[data-row-select]" : "[data-row-link]";
  const target = next?.querySelector<HTMLElement>(same) ?? next?.querySelector<HTMLElement>("a, button");
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: "nearest" });
}
