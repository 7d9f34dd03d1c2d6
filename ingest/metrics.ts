import type { IncomingMessage, ServerResponse } from "node:http";
import { believe } from "@/ingest/believe";
import type { Reason } from "@/lib/authentication/sign-on";

const BOUNDS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500];

export type Measures = ReturnType<typeof measure>;

/** Counts of this process, since it began: verdicts by outcome and how long each took. No account, device or name is in them. */
export function measure() {
  const outcomes = new Map<Reason | "accepted", number>();
  const within = BOUNDS.map(() => 0);
  let count = 0;
  let sum = 0;
  let failed = 0;
  return {
    signedOn(outcome: Reason | "accepted", milliseconds: number): void {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      for (const [index, bound] of BOUNDS.entries())
        if (milliseconds <= bound) within[index] = (within[index] ?? 0) + 1;
      count += 1;
      sum += milliseconds;
    },
    failed(): void {
      failed += 1;
    },
    /** Prometheus' text format, version 0.0.4. */
    text(): string {
      const seconds = (milliseconds: number) => milliseconds / 1_000;
      return [
        "# HELP cordon_sign_ons_total Sign-ons judged, by outcome.",
        "# TYPE cordon_sign_ons_total counter",
        ...[...outcomes].map(([outcome, n]) => `cordon_sign_ons_total{outcome="${outcome}"} ${n}`),
        "# HELP cordon_sign_on_seconds How long a verdict took.",
        "# TYPE cordon_sign_on_seconds histogram",
        ...BOUNDS.map((bound, n) => `cordon_sign_on_seconds_bucket{le="${seconds(bound)}"} ${within[n]}`),
        `cordon_sign_on_seconds_bucket{le="+Inf"} ${count}`,
        `cordon_sign_on_seconds_sum ${seconds(sum)}`,
        `cordon_sign_on_seconds_count ${count}`,
        "# HELP cordon_requests_failed_total Requests of the network that could not be answered.",
        "# TYPE cordon_requests_failed_total counter",
        `cordon_requests_failed_total ${failed}`,
        "",
      ].join("\n");
    },
  };
}

/** GET /metrics, for whoever has a gateway's token. */
export async function metrics(
  request: IncomingMessage,
  response: ServerResponse,
  measures: Measures,
): Promise<void> {
  if (!(await believe(request, response))) return;
  const text = measures.text();
  response
    .writeHead(200, {
      "content-type": "text/plain; version=0.0.4",
      "content-length": Buffer.byteLength(text),
    })
    .end(text);
}
