import type { Browser, BrowserContext, Page } from "@playwright/test";
import { fillInvitation } from "./fill-invitation";
import { mailedLink, uniqueWord } from "./people-of-the-portal";
import { expect, type Portal } from "./portal";
import { openSession } from "./second-factor";

export interface InvitedPerson {
  email: string;
  password: string;
  account: string;
  context: BrowserContext;
  /** signed in, where she arrived */
  page: Page;
}

/** An account's administrator, for a session of whom no code is needed. */
const northwind = {
  account: "northwind",
  administrator: "ana@northwind.example",
  proofs: ["password"],
};

/** Somebody new in an account, invited by its administrator into a role for all of it, who has just joined. */
export async function invitePerson(
  browser: Browser,
  portal: Portal,
  role: RegExp = /^Technician/,
  { account, administrator: inviter, proofs } = northwind,
): Promise<InvitedPerson> {
  const email = `${uniqueWord()}@invited.example`;
  const password = "nine patient herons at noon";
  const inviting = await browser.newContext({ baseURL: portal.url });
  const administrator = await inviting.newPage();
  await openSession(administrator, portal, inviter, proofs);
  await fillInvitation(administrator, account, { email, name: "Robin Invited", role });
  await administrator.getByRole("button", { name: "Send the invitation" }).click();
  await expect(administrator.getByText(`Invitation sent to ${email}`)).toBeVisible();
  await inviting.close();

  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  await page.goto(await mailedLink(portal, email, "invitation"));
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: /^Join/ }).click();
  await expect(page).toHaveURL(new RegExp(`/${account}(/|$)`));
  return { email, password, account, context, page };
}

/** Signs in with the password, up to where a second factor is asked for. */
export async function signInToSecondFactor(page: Page, person: { email: string; password: string }) {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in\/second-factor/);
}

/** Adds an authenticator app and returns its key, the code that is used up by it, and the recovery codes that come with the first factor. */
export async function enrolApp(page: Page, codeNow: (key: string) => Promise<string>) {
  await page.goto("/you/security/app");
  const key = (await page.getByTestId("app-key").textContent()) ?? "";
  const used = await codeNow(key);
  await page.getByLabel("Code from the app").fill(used);
  await page.getByRole("button", { name: "Add the app" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  return { key, used, codes: await codes.allTextContents() };
}

/** A new account, whose first administrator came through the door with an authenticator app. */
export async function foundAccount(
  browser: Browser,
  portal: Portal,
  codeNow: (key: string) => Promise<string>,
) {
  const word = uniqueWord();
  const administrator = `${word}@first.example`;
  const console = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await openSession(console, portal, "operator@provider.example");
  await console.goto("/provider/accounts/new");
  await console.getByRole("textbox", { name: /^Customer/ }).fill(`Customer ${word}`);
  await console.getByLabel("First administrator").fill("Fay First");
  await console.getByLabel("Their e-mail address").fill(administrator);
  await console.getByRole("button", { name: "Create the account" }).click();
  await expect(console.getByText(`Customer ${word} exists`)).toBeVisible();
  await console.context().close();

  const page = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await page.goto(await mailedLink(portal, administrator, "invitation"));
  await page.getByLabel("Password", { exact: true }).fill("nine patient herons at noon");
  await page.getByRole("button", { name: /^Join/ }).click();
  await page.getByRole("button", { name: /Authenticator app/ }).click();
  const key = (await page.getByTestId("app-key").textContent()) ?? "";
  await page.getByLabel("Code from the app").fill(await codeNow(key));
  await page.getByRole("button", { name: "Add the app" }).click();
  await page.getByLabel("I have kept them").click();
  await page.getByRole("button", { name: "Go on to Cordon" }).click();
  await expect(page).toHaveURL(new RegExp(`/customer-${word}(/|$)`));
  return { account: `customer-${word}`, administrator, proofs: ["password", "app"], page };
}

/** The mails somebody got, the newest first. */
export async function mailsTo(portal: Portal, email: string): Promise<{ subject: string; text: string }[]> {
  const answer = await fetch(`${portal.mailUrl}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()) as { subject: string; text: string }[];
}
