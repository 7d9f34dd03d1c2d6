import { readKept } from "../kept";
import type { Count } from "./run";

const number = (value: unknown) => (typeof value === "number" ? value : 0);

/** A run that failed without a failing test (a file that did not load, a server that did not start) is one failure. */
function complete(count: Count, ok: boolean): Count {
  return ok || count.failed > 0 ? count : { ...count, failed: 1 };
}

export function countVitest(report: string, ok: boolean): Count {
  const result = readKept(report) as Record<string, unknown> | undefined;
  return complete(
    {
      passed: number(result?.numPassedTests),
      failed: number(result?.numFailedTests),
      skipped: number(result?.numPendingTests) + number(result?.numTodoTests),
    },
    ok,
  );
}

export function countPlaywright(report: string, ok: boolean): Count {
  const { stats } = (readKept(report) ?? {}) as { stats?: Record<string, unknown> };
  return complete(
    {
      passed: number(stats?.expected),
      failed: number(stats?.unexpected) + number(stats?.flaky),
      skipped: number(stats?.skipped),
    },
    ok,
  );
}
