import type { MatchedLine } from "@/lib/groups/match-lines";

export type LineReport = Omit<MatchedLine, "result"> & { result: MatchedLine["result"] | "already_in" };

/** The lines' report, with the devices that were in the group before told apart. */
export function reportLines(lines: readonly MatchedLine[], alreadyIn: readonly string[]) {
  const before = new Set(alreadyIn);
  const report: LineReport[] = lines.map((line) =>
    line.result === "found" && line.device && before.has(line.device.id)
      ? { ...line, result: "already_in" }
      : line,
  );
  const count = (result: LineReport["result"]) => report.filter((line) => line.result === result).length;
  return {
    lines: report,
    counts: {
      found: count("found"),
      already_in: count("already_in"),
      repeated: count("repeated"),
      several: count("several"),
      not_found: count("not_found"),
    },
  };
}

export type PasteReport = ReturnType<typeof reportLines>;

export const foundDevices = (lines: readonly MatchedLine[]) =>
  lines.flatMap((line) => (line.result === "found" && line.device ? [line.device.id] : []));
