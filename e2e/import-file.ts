import { expect, type Page } from "@playwright/test";

/** ISO/IEC 7812-1 annex B. */
function withLuhn(digits: string): string {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

/** An ICCID that no other test has. */
export const newIccid = () =>
  withLuhn(`8988247${String(Math.floor(Math.random() * 1e11)).padStart(11, "0")}`);

export const uniqueWord = () => Math.random().toString(36).slice(2, 10);

/** Uploads a file and waits on its own page. */
export async function importFile(page: Page, account: string, lines: string[]): Promise<void> {
  await page.goto(`/${account}/devices/import`);
  await page
    .getByLabel("File")
    .setInputFiles({ name: "fleet.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await page.getByRole("button", { name: "Check and import" }).click();
  await page.waitForURL(/\/devices\/import\/[0-9a-f-]{36}/);
}

/** Some new devices of this label, in stock. */
export async function importDevices(
  page: Page,
  account: string,
  label: string,
  count: number,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => `cellular,${label} ${index + 1},${newIccid()}`);
  await importFile(page, account, ["kind,label,iccid", ...rows]);
  await expect(page.getByText(/registered and in stock/)).toBeVisible();
}
