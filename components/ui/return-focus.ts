"use client";

import { useRef } from "react";

/** What last had the focus; for a menu, which is gone once something was chosen from it, its button. */
let last: HTMLElement | null = null;

if (typeof document !== "undefined")
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const button = target.closest("[role=menu]")?.getAttribute("aria-labelledby");
    last = button ? document.getElementById(button) : target;
  });

/** Where the focus was when a dialog opened, it is again when it closes; on the page where that is gone. */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null);
  return {
    remember: () => {
      opener.current = last;
    },
    giveBack: (event: Event) => {
      event.preventDefault();
      const back = opener.current?.isConnected ? opener.current : document.getElementById("main");
      back?.focus();
    },
  };
}
