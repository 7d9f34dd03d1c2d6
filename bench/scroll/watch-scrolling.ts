import type { Locator, Page } from "@playwright/test";

export interface Scrolled {
  rows: number;
  "long tasks (> 50 ms)": number;
  "longest task ms": number;
  "frame ms, median": number;
  "frame ms, 95th": number;
  "longest frame ms": number;
}

/** In the page's own words, because what compiles this file would put some of its own between them. */
const watching = `
  const watched = (window.watched = { tasks: [], frames: [] });
  let last = performance.now();
  new PerformanceObserver((list) => watched.tasks.push(...list.getEntries().map((task) => task.duration)))
    .observe({ type: "longtask" });
  requestAnimationFrame(function frame(now) {
    watched.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  });
`;

/** Counts what kept the page busy for more than 50 ms, and how far its frames were apart, while somebody scrolls up and down. */
export async function watchScrolling(
  page: Page,
  grid: Locator,
  passes: (pass: number) => Promise<void>,
): Promise<Scrolled> {
  const rows = Number(await grid.getAttribute("aria-rowcount")) - 1;
  await page.waitForTimeout(1_500); // what loading the page left to do
  await page.evaluate(watching);
  for (let pass = 0; pass < 2; pass += 1) await passes(pass);
  await page.waitForTimeout(200);
  const { tasks, frames } = await page.evaluate(
    () => (window as unknown as { watched: { tasks: number[]; frames: number[] } }).watched,
  );
  const sorted = frames.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return {
    rows,
    "long tasks (> 50 ms)": tasks.length,
    "longest task ms": Math.round(Math.max(0, ...tasks)),
    "frame ms, median": at(0.5),
    "frame ms, 95th": at(0.95),
    "longest frame ms": at(1),
  };
}
