import { mailedLink, signIn, signInOf, uniqueWord } from "./people-of-the-portal";
import { expect, test } from "./portal";
import { openSession } from "./second-factor";

test("somebody in one account arrives in it, and is gone after signing out", async ({ page, portal }) => {
  const { email, password, account } = signInOf(portal, /^Administrator$/);
  await signIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`/${account}(/|$)`));
  const cookie = (await page.context().cookies()).find((each) => each.name.endsWith("cordon-session"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(await (await page.request.get("/api/auth/session")).json()).toEqual({ expires: expect.any(String) });

  await page.goto("/you/sessions");
  await expect(page.getByText("This session", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  if (cookie) await page.context().addCookies([cookie]);
  await page.goto("/you");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a link leads where it says once somebody is signed in, and never out of the portal", async ({
  page,
  portal,
}) => {
  const { email, password, account } = signInOf(portal, /^Administrator$/);
  const form = async () => {
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  await page.goto(`/${account}/devices?state=suspended`);
  await form();
  await expect(page).toHaveURL(`${portal.url}/${account}/devices?state=suspended`);
  await page.context().clearCookies();
  await page.goto("/sign-in?to=//attacker.example");
  await form();
  await expect(page).toHaveURL(new RegExp(`^${portal.url}/${account}$`));
});

test("somebody in several accounts chooses", async ({ page, portal }) => {
  const { email, password } = signInOf(portal, /^Technician/);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { name: "Choose where to go" })).toBeVisible();
  expect(await page.getByRole("main").getByRole("listitem").count()).toBeGreaterThan(1);
});

test("a wrong password and an unknown address are answered alike, at the form", async ({ page, portal }) => {
  const said: (string | null)[] = [];
  for (const email of [signInOf(portal, /^Auditor/).email, `${uniqueWord()}@nobody.example`]) {
    await signIn(page, email, "this is not the password");
    const alert = page.getByRole("alert").filter({ hasText: "not right" });
    await expect(alert).toBeVisible();
    said.push(await alert.textContent());
    await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  }
  expect(said[0]).toBe(said[1]);
});

test("signing in works without JavaScript", async ({ browser, portal }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const { email, password } = signInOf(portal, /^Technician/);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { name: "Choose where to go" })).toBeVisible();
});

test("a session planted before signing in is not the session afterwards", async ({ page, portal }) => {
  const planted = "A".repeat(43);
  await page.context().addCookies([{ name: "cordon-session", value: planted, url: portal.url }]);
  const { email, password } = signInOf(portal, /^Technician/);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { name: "Choose where to go" })).toBeVisible();
  const cookie = (await page.context().cookies()).find((each) => each.name === "cordon-session");
  expect(cookie?.value).not.toBe(planted);
});

test("a page of another site cannot make a signed-in browser change anything", async ({ page, portal }) => {
  const { email, password } = signInOf(portal, /^Technician/);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { name: "Choose where to go" })).toBeVisible();
  for (const origin of ["https://attacker.example", "null", `${portal.url}.attacker.example`]) {
    const answer = await page.request.post("/you", { headers: { origin }, form: { session: "x" } });
    expect(answer.status()).toBe(403);
  }
});

test("the provider makes an account, and its first administrator joins with a password of their own", async ({
  browser,
  portal,
}) => {
  const { email } = signInOf(portal, /^Provider/);
  const provider = await (await browser.newContext()).newPage();
  const word = uniqueWord();
  const invited = `${word}@first.example`;
  await openSession(provider, portal, email);
  await provider.goto("/provider/accounts");
  await expect(provider.getByRole("heading", { name: "Accounts" })).toBeVisible();
  await provider.getByRole("link", { name: "Create an account" }).first().click();
  await provider.getByRole("textbox", { name: /^Customer/ }).fill(`Customer ${word}`);
  await provider.getByLabel("First administrator").fill("Fay First");
  await provider.getByLabel("Their e-mail address").fill(invited);
  await provider.getByRole("button", { name: "Create the account" }).click();
  await expect(provider.getByText(`Customer ${word} exists`)).toBeVisible();

  const link = await mailedLink(portal, invited, "invitation");
  await provider.goto(link);
  await expect(provider.getByText(`You are signed in as ${email}`)).toBeVisible();

  const page = await (await browser.newContext()).newPage();
  const opened = await page.goto(link);
  expect(opened?.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(page.getByRole("heading", { name: `Join Customer ${word}` })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("too short");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByText("Use at least 15 characters")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("seven quiet herons at dusk");
  await page.getByRole("button", { name: "Join" }).click();
  // a new account asks its administrator for a second factor before anything else
  await expect(page).toHaveURL(/\/sign-in\/enrol/);

  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByText("This link cannot be used")).toBeVisible();

  await late.goto("/forgotten-password");
  await late.getByLabel("E-mail address").fill(invited);
  await late.getByRole("button", { name: "Send the link" }).click();
  await expect(late.getByText("Look into your mailbox")).toBeVisible();
  const reset = await mailedLink(portal, invited, "reset-password");
  await late.goto(reset);
  await late.getByLabel("New password", { exact: true }).fill("eight loud herons at dawn");
  await late.getByRole("button", { name: "Set the new password" }).click();
  await expect(late.getByText("Your new password is set.")).toBeVisible();

  await page.goto("/you");
  await expect(page).toHaveURL(/\/sign-in/);
  await late.goto(reset);
  await expect(late.getByText("This link cannot be used")).toBeVisible();
  await signIn(late, invited, "eight loud herons at dawn");
  await expect(late).toHaveURL(/\/sign-in\/enrol/);
});

test("nobody but an operator finds the provider's console", async ({ page, portal }) => {
  const { email, password } = signInOf(portal, /^Technician/);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { name: "Choose where to go" })).toBeVisible();
  for (const path of ["/provider", "/provider/accounts", "/provider/gateways", "/provider/activity"])
    expect((await page.request.get(path)).status()).toBe(404);
});
