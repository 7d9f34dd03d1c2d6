/** What a spreadsheet would run as a formula (OWASP, "CSV Injection") is kept as text by an apostrophe before it. */
const isFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** One line of an RFC 4180 file. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    if (typeof cell === "number") return String(cell);
    const text = cell ?? "";
    const safe = isFormula.test(text) ? `'${text}` : text;
    return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(",")}\r\n`;
}
