import type { Page } from "@playwright/test";

export interface Invited {
  email: string;
  name?: string;
  company?: string;
  message?: string;
  role: RegExp;
  /** names of device groups; none: the whole account */
  groups?: string[];
  /** as the choice is called */
  until?: RegExp;
  /** a day instead */
  lastDay?: string;
  secondFactor?: boolean;
}

/** Goes through the steps of inviting somebody, up to the review of it all. */
export async function fillInvitation(page: Page, account: string, invited: Invited): Promise<void> {
  await page.goto(`/${account}/people/invite`);
  await page.getByLabel("E-mail").fill(invited.email);
  if (invited.name) await page.getByLabel("Name").fill(invited.name);
  if (invited.company) await page.getByLabel("Company").fill(invited.company);
  if (invited.message) await page.getByLabel("Message").fill(invited.message);
  await next(page, "Access");
  await page.getByRole("radio", { name: invited.role }).click();
  if (!invited.groups) await page.getByRole("radio", { name: /whole account/i }).click();
  for (const group of invited.groups ?? []) await groupNamed(page, group).getByRole("checkbox").click();
  await next(page, "Until and sign-in");
  if (invited.lastDay) {
    await page.getByRole("radio", { name: /a day of your choice/ }).click();
    await page.getByLabel("Last day").fill(invited.lastDay);
  } else await page.getByRole("radio", { name: invited.until ?? /^No end/ }).click();
  if (invited.secondFactor) await page.getByRole("checkbox", { name: /Require a second factor/ }).click();
  await next(page, "Review");
}

export async function next(page: Page, step: string): Promise<void> {
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByRole("heading", { name: step, level: 2, exact: true }).waitFor();
}

/** A group in the list of those that can be chosen. */
export const groupNamed = (page: Page, name: string) =>
  page.getByRole("list", { name: "Groups", exact: true }).getByRole("listitem").filter({ hasText: name });
