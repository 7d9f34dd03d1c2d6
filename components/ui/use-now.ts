"use client";

import { useSyncExternalStore } from "react";

const clocks = { 1: startClock(1), 30: startClock(30) };

/** One clock for all times on the page. Null on the server and while the page wakes up. */
export function useNow(everySeconds: 1 | 30): number | null {
  const { listen, read } = clocks[everySeconds];
  return useSyncExternalStore(listen, read, () => null);
}

/** Ticks only while someone listens. */
export function startClock(seconds: number) {
  const listeners = new Set<() => void>();
  const length = seconds * 1000;
  let now = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function tick() {
    now = Date.now();
    for (const notify of listeners) notify();
  }

  function listen(listener: () => void) {
    listeners.add(listener);
    timer ??= setInterval(tick, length);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }

  /** A clock that stood still, or never ran, does not show the time it stopped at. */
  function read() {
    if (!timer && Date.now() - now >= length) now = Date.now();
    return now;
  }

  return { listen, read };
}
