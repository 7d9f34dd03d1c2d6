/** What somebody did to the page so lately makes what it asks for theirs. */
const FOR_MS = 60_000;

let touchedAt = Date.now();

/** Whether somebody opened or touched this page within the last minute. Moving a mouse past it is no touch. */
export const isAttended = (): boolean => Date.now() - touchedAt < FOR_MS;

if (typeof window !== "undefined")
  for (const touch of ["pointerdown", "keydown", "wheel", "touchmove"])
    window.addEventListener(
      touch,
      () => {
        touchedAt = Date.now();
      },
      { capture: true, passive: true },
    );
