import { describe, expect, it } from "vitest";
import { csvLine } from "@/lib/kernel/csv";

describe("a line of a file for spreadsheets", () => {
  it.each(["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠x"])(
    "keeps %j as text",
    (cell) => expect(csvLine([cell]).replace(/^"/, "")).toMatch(/^'/),
  );

  it("leaves other text and numbers as they are, and quotes what would end a cell", () => {
    expect(csvLine(["meter 1", -5, null, 'say "a", b;', "a\nb"])).toBe(
      'meter 1,-5,,"say ""a"", b;","a\nb"\r\n',
    );
  });
});
