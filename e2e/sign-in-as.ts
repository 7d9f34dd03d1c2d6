import type { Page } from "@playwright/test";
import type { Portal } from "./portal";

/** Signs in as whoever has this role in this account, and waits to be there. */
export async function signInAs(
  page: Page,
  { signIns }: Portal,
  account: string,
  role: RegExp,
): Promise<void> {
  const found = signIns.find((each) => each.account === account && role.test(each.role));
  if (!found) throw new Error(`Nobody signs in to ${account} as ${role}`);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(found.email);
  await page.getByLabel("Password", { exact: true }).fill(found.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
