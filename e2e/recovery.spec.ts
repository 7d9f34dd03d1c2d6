import { Client } from "pg";
import { enrolApp, foundAccount, invitePerson, mailsTo, signInToSecondFactor } from "./invited-person";
import { mailedLink } from "./people-of-the-portal";
import { expect, type Portal, test } from "./portal";
import { codeNow } from "./second-factor";

test.describe.configure({ timeout: 180_000 });

/** The grace of an account is over. The owner of the schema stands behind row-level security too, and steps past it for this. */
async function endGrace({ databaseUrl }: Portal, account: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("alter table account_policy no force row level security");
    await client.query(
      `update account_policy set grace_until = now() - interval '1 minute'
       where account_id = (select id from account where slug = $1)`,
      [account],
    );
    await client.query("alter table account_policy force row level security");
    await client.query("commit");
  } finally {
    await client.end();
  }
}

test("an administrator has a second factor reset: the member confirms by mail and password, and nobody else comes in", async ({
  browser,
  portal,
}) => {
  const customer = await foundAccount(browser, portal, codeNow);
  const person = await invitePerson(browser, portal, /^Technician/, customer);
  const { codes } = await enrolApp(person.page, codeNow);
  expect(codes).toHaveLength(10);

  await customer.page.goto(`/${customer.account}/people?search=${encodeURIComponent(person.email)}`);
  await customer.page.getByRole("link", { name: "Robin Invited" }).click();
  await customer.page.getByRole("button", { name: "Reset the second factor" }).click();
  const dialog = customer.page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Lost the phone at the pump station");
  await dialog.getByRole("button", { name: "Ask for confirmation" }).click();
  await expect(customer.page.getByText("A reset waits for this person's confirmation")).toBeVisible();

  // asking changed nothing yet, and showed the administrator no way in
  await signInToSecondFactor(person.page, person);
  const link = await mailedLink(portal, person.email, "factor-reset");
  expect(await customer.page.content()).not.toContain(link);

  const elsewhere = await (await browser.newContext({ baseURL: portal.url })).newPage();
  const opened = await elsewhere.goto(link);
  expect(opened?.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(elsewhere.getByText("Lost the phone at the pump station")).toBeVisible();
  await elsewhere.getByLabel("Your password").fill("nine hasty herons at noon");
  await elsewhere.getByRole("button", { name: "Reset my second factor" }).click();
  await expect(elsewhere.getByRole("button", { name: "Reset my second factor" })).toBeVisible();
  await signInToSecondFactor(person.page, person);

  await elsewhere.getByLabel("Your password").fill(person.password);
  await elsewhere.getByRole("button", { name: "Reset my second factor" }).click();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await person.page.goto(`/${customer.account}`);
  await expect(person.page).toHaveURL(/\/sign-in(\?|$)/);

  await person.page.getByLabel("E-mail address").fill(person.email);
  await person.page.getByLabel("Password", { exact: true }).fill(person.password);
  await person.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(person.page).toHaveURL(new RegExp(`/${customer.account}(/|$)`));
  await elsewhere.goto(link);
  await expect(elsewhere.getByText("This link cannot be used")).toBeVisible();
  for (const email of [person.email, customer.administrator])
    await expect
      .poll(async () => (await mailsTo(portal, email)).map((mail) => mail.subject).join("\n"))
      .toMatch(/was reset/);
});

test("when the grace is over, open sessions and new ones reach enrolment and nothing else, over every road", async ({
  browser,
  portal,
}) => {
  const customer = await foundAccount(browser, portal, codeNow);
  const { account } = customer;
  const person = await invitePerson(browser, portal, /^Technician/, customer);
  const { page } = person;

  await customer.page.goto(`/${account}/settings/security`);
  await customer.page.getByRole("radio", { name: /^Everyone/ }).click();
  const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
  await customer.page.getByLabel("Required from").fill(tomorrow);
  await customer.page.getByRole("button", { name: "Save the policy" }).click();
  await expect(customer.page.getByText(/policy is saved|Saved/i).first()).toBeVisible();
  await customer.page.goto(`/${account}/settings/security/people`);
  await expect(customer.page.getByText("Robin Invited").first()).toBeVisible();

  await page.goto(`/${account}`);
  await expect(page.getByText(/^Set up a second factor by/)).toBeVisible();
  const roads = [`/api/accounts/${account}/devices`, `/api/accounts/${account}/live`];
  expect((await page.request.get(roads[0] ?? "")).status()).toBe(200);

  await endGrace(portal, account);
  for (const road of roads) {
    const answer = await page.request.get(road);
    expect(answer.status(), road).toBe(401);
  }
  expect(await (await page.request.get(roads[0] ?? "")).json()).toMatchObject({
    error: { code: "enrolment_required" },
  });
  for (const path of [`/${account}`, `/${account}/devices`, "/accounts", "/you", "/you/sessions"]) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/sign-in\/enrol/);
  }
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Set up a second factor" })).toBeVisible();
});
