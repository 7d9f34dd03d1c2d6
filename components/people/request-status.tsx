import { Status } from "@/components/ui/status";

type Outcome = "granted" | "refused" | "void" | null;

/** What became of a request. */
export function RequestStatus({ outcome }: { outcome: Outcome }) {
  if (outcome === null) return <Status tone="wait">Waits for a decision</Status>;
  if (outcome === "granted") return <Status tone="ok">Granted</Status>;
  if (outcome === "refused") return <Status tone="bad">Refused</Status>;
  return <Status tone="quiet">Nothing left to decide</Status>;
}
