"use client";

import { useSyncExternalStore } from "react";

type Clock = { now: number; timer?: ReturnType<typeof setInterval>; listeners: Set<() => void> };
const clocks: Record<1 | 30, Clock> = {
  1: { now: 0, listeners: new Set() },
  30: { now: 0, listeners: new Set() },
};

/** One clock for all times on the page. Null on the server and while the page wakes up. */
export function useNow(everySeconds: 1 | 30): number | null {
  const clock = clocks[everySeconds];
  return useSyncExternalStore(
    (listener) => listen(clock, everySeconds, listener),
    () => clock.now || tick(clock),
    () => null,
  );
}

function tick(clock: Clock) {
  clock.now = Date.now();
  return clock.now;
}

function listen(clock: Clock, seconds: number, listener: () => void) {
  clock.listeners.add(listener);
  clock.timer ??= setInterval(() => {
    tick(clock);
    for (const notify of clock.listeners) notify();
  }, seconds * 1000);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
    clock.now = 0;
  };
}
