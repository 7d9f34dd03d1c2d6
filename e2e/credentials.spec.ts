import { newIccid } from "./import-file";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";
import { signOn } from "./sign-on";

const account = "northwind";

test("a device gets a credential that the network accepts just as long as it is good", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  const iccid = newIccid();
  const label = `Journey ${iccid.slice(-6)}`;
  await signInAs(page, portal, account, /^Administrator$/);
  await page.goto(`/${account}/devices/register`);
  await page.getByLabel("Label").fill(label);
  await page.getByLabel("ICCID").fill(iccid);
  await page.getByRole("button", { name: "Register device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
  await page.getByRole("link", { name: "Credentials", exact: true }).last().click();
  await expect(page.getByText("No credential")).toBeVisible();
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await dialog.getByRole("button", { name: /^Generate/ }).click();
  await expect(dialog).toHaveCount(0);
  const username = `${iccid}@${account}`;
  await expect(page.getByText(username)).toBeVisible();

  await page.getByRole("button", { name: "Reveal", exact: true }).click();
  await dialog.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(dialog).toContainText("Reason");
  await dialog.getByLabel("Reason").fill("set up on site");
  await dialog.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: `Credential of ${label}` })).toBeVisible();
  const password = (await dialog.locator(".identifier").nth(1).textContent()) ?? "";
  expect(password.length).toBe(20);
  await dialog.getByRole("button", { name: "Hide" }).click();
  expect(await page.content()).not.toContain(password);

  expect(await signOn(portal, username, password)).toBe("not_active");
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await dialog.getByLabel("Reason").fill("a journey");
  await dialog.getByRole("button", { name: "Activate device" }).click();
  await expect(dialog).toHaveCount(0);
  expect(await signOn(portal, username, password)).toBe("accept");
  expect(await signOn(portal, username, `${password}x`)).toBe("wrong_password");

  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await dialog.getByLabel("Reason").fill("the journey ends");
  await dialog.getByRole("button", { name: /^Revoke/ }).click();
  await expect(dialog).toHaveCount(0);
  expect(await signOn(portal, username, password)).toBe("revoked");
  await expect(page.getByText("Wrong password")).toBeVisible({ timeout: 30_000 });
});

test("a technician sees that there is a credential, and no way to read or make one", async ({
  page,
  portal,
}) => {
  await signInAs(page, portal, account, /^Technician/);
  const { devices } = await (
    await page.request.get(`/api/accounts/${account}/devices?state=active&limit=1`)
  ).json();
  await page.goto(`/${account}/devices/${devices[0].id}/credentials`);
  await expect(page.getByRole("heading", { name: "Credentials" })).toBeVisible();
  for (const name of ["Generate", "Renew", "Reveal", "Revoke"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
});
