import { performance } from "node:perf_hooks";

export interface Comparison {
  what: string;
  /** ours may take at most so many times as long as the bare one */
  goal: number;
  ours: () => Promise<unknown>;
  bare: () => Promise<unknown>;
  /** how often in a round */
  times: number;
}

export interface Verdict {
  what: string;
  goal: number;
  ratio: number;
  worst: number;
  oursMs: number;
  bareMs: number;
}

const median = (numbers: number[]): number => {
  const sorted = numbers.toSorted((one, other) => one - other);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Both sides turn by turn, so that whatever else the machine does falls on both; the median of the rounds' ratios counts. */
export async function compare({ what, goal, ours, bare, times }: Comparison, rounds = 7): Promise<Verdict> {
  for (let warm = 0; warm < Math.max(6, times / 4); warm += 1) {
    await ours();
    await bare();
  }
  const ratios: number[] = [];
  const all = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const took = { ours: [] as number[], bare: [] as number[] };
    for (let time = 0; time < times; time += 1) {
      const first = (time + round) % 2 === 0;
      if (first) took.ours.push(await milliseconds(ours));
      took.bare.push(await milliseconds(bare));
      if (!first) took.ours.push(await milliseconds(ours));
    }
    ratios.push(median(took.ours) / median(took.bare));
    all.ours.push(...took.ours);
    all.bare.push(...took.bare);
  }
  return {
    what,
    goal,
    ratio: median(ratios),
    worst: Math.max(...ratios),
    oursMs: median(all.ours),
    bareMs: median(all.bare),
  };
}

export function printVerdicts(title: string, verdicts: readonly Verdict[]): void {
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      verdicts.map(({ what, goal, ratio, worst, oursMs, bareMs }) => [
        what,
        {
          "ours ms": oursMs.toFixed(2),
          "bare ms": bareMs.toFixed(2),
          ratio: ratio.toFixed(2),
          "worst round": worst.toFixed(2),
          goal: `≤ ${goal}`,
          verdict: ratio <= goal ? "met" : "missed",
        },
      ]),
    ),
  );
}
