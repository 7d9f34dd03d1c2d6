import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startClock } from "./use-now";

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

it("shows the time to whoever looks before the first tick", () => {
  expect(startClock(1).read()).toBe(Date.now());
});

it("shows the same time until it ticks, and then tells", () => {
  const { listen, read } = startClock(30);
  const begun = read();
  const told = vi.fn();
  const leave = listen(told);
  vi.advanceTimersByTime(29_000);
  expect(read()).toBe(begun);
  vi.advanceTimersByTime(1000);
  expect(told).toHaveBeenCalledOnce();
  expect(read()).toBe(begun + 30_000);
  leave();
});

it("does not stay at the time when the last listener left", () => {
  const { listen, read } = startClock(1);
  listen(() => {})();
  vi.advanceTimersByTime(600_000);
  expect(read()).toBe(Date.now());
});
