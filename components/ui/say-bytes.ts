const units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

/** SI, three significant digits: "1.24 GB". Takes what a database gives for a bigint. */
export function sayBytes(value: bigint | number | string) {
  let size = Number(value);
  let unit = 0;
  while (Math.abs(size) >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : Math.abs(size) >= 99.95 ? 0 : Math.abs(size) >= 9.995 ? 1 : 2;
  return `${size.toFixed(digits)} ${units[unit]}`;
}

export function sayExactBytes(value: bigint | number | string) {
  const exact = typeof value === "number" ? Math.round(value) : BigInt(value);
  return `${exact.toLocaleString("en-GB")} bytes`;
}
