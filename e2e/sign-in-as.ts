import type { Page } from "@playwright/test";
import type { Portal } from "./portal";
import { openSession } from "./second-factor";

/** Signs in as whoever has this role in this account, and waits to be there. */
export async function signInAs(page: Page, portal: Portal, account: string, role: RegExp): Promise<void> {
  const found = portal.signIns.find((each) => each.account === account && role.test(each.role));
  if (!found) throw new Error(`Nobody signs in to ${account} as ${role}`);
  // a code of an authenticator app signs in once, and several journeys begin within the same 30 seconds
  if (found.authenticatorKey) {
    await openSession(page, portal, found.email);
    await page.goto("/accounts");
    return;
  }
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(found.email);
  await page.getByLabel("Password", { exact: true }).fill(found.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
