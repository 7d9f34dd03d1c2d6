import { expect, type Portal, test } from "./portal";
import { signInAs } from "./sign-in-as";

/** Whether the network's side believes this token. */
const believed = async ({ ingestUrl }: Portal, token: string): Promise<boolean> =>
  (await fetch(`${ingestUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } })).ok;

test("the provider registers a gateway, renews its token without a gap, binds it to its addresses and says what stands behind it", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  const name = `journey-${Date.now().toString(36)}`;
  const secret = `secret-of-${name}-0123456789`;
  const dialog = page.getByRole("dialog");
  const shownToken = async () => {
    await expect(dialog.getByText("It is shown this once.")).toBeVisible();
    const token = (await dialog.locator("code").textContent()) ?? "";
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    await expect(dialog).toHaveCount(0);
    return token;
  };

  await signInAs(page, portal, "provider", /^Provider/);
  await page.goto("/provider/gateways");
  await page.getByRole("button", { name: "Register a gateway" }).first().click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Register the gateway" }).click();
  const first = await shownToken();
  await expect.poll(() => believed(portal, first)).toBe(true);

  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "Renew the token" }).click();
  await dialog.getByRole("button", { name: "Renew the token" }).click();
  const second = await shownToken();
  await expect(page.getByText("The old token is believed too")).toBeVisible();
  expect(await believed(portal, first)).toBe(true);
  await expect.poll(() => believed(portal, second), { timeout: 10_000 }).toBe(true);
  await expect.poll(() => believed(portal, first), { timeout: 10_000 }).toBe(false);
  await page.reload();
  await expect(page.getByText("The old token is believed too")).toHaveCount(0);

  await page.getByRole("button", { name: "Add a NAS" }).first().click();
  await dialog.getByLabel("Name").fill(`pgw-${name}`);
  await dialog.getByLabel("Disconnect address").fill("nowhere");
  await dialog.getByRole("button", { name: "Add the NAS" }).click();
  await expect(dialog.getByText("Enter one address, such as 192.0.2.10.").last()).toBeVisible();
  await dialog.getByLabel("Disconnect address").fill("192.0.2.10");
  await dialog.getByLabel("NAS group").fill("journey-group");
  await dialog.getByLabel("Disconnect secret").fill(secret);
  await dialog.getByRole("button", { name: "Add the NAS" }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row", { name: new RegExp(`pgw-${name}`) });
  await expect(row).toContainText("192.0.2.10:3799");
  await expect(row).toContainText("journey-group");
  await expect(row).toContainText("set");
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Change" }).click();
  await expect(dialog.getByLabel("Disconnect secret")).toHaveValue("");
  await dialog.getByLabel("Disconnects per second, at most").fill("7");
  await dialog.getByRole("button", { name: "Save the NAS" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText("7");
  expect(await page.content()).not.toContain(secret);

  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByLabel("Addresses it asks from").fill("192.0.2.77");
  await dialog.getByRole("button", { name: "Save the gateway" }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => believed(portal, second), { timeout: 10_000 }).toBe(false);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/from elsewhere/)).toContainText(/^[1-9]/, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});
