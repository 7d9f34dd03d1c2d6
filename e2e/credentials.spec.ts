import { readFile } from "node:fs/promises";
import { Decrypter } from "age-encryption";
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

test("credentials are given out in a file that is fetched once and opens with what was shown", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  const iccid = newIccid();
  const label = `File ${iccid.slice(-6)}`;
  await signInAs(page, portal, account, /^Administrator$/);
  await page.goto(`/${account}/devices/register`);
  await page.getByLabel("Label").fill(label);
  await page.getByLabel("ICCID").fill(iccid);
  await page.getByRole("button", { name: "Register device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
  await page.getByRole("link", { name: "Credentials", exact: true }).last().click();
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await dialog.getByText("Accept it only with or from").click();
  await dialog.getByLabel("Only from these NAS").fill("journey, elsewhere");
  await dialog.getByRole("button", { name: /^Generate/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Only from journey, elsewhere")).toBeVisible();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await dialog.getByLabel("Reason").fill("a journey");
  await dialog.getByRole("button", { name: "Activate device" }).click();
  await expect(dialog).toHaveCount(0);

  await page.goto(`/${account}/credentials`);
  await page.getByRole("checkbox", { name: label }).check();
  await page
    .getByRole("region", { name: "Selected" })
    .getByRole("button", { name: "Download", exact: true })
    .click();
  await expect(dialog.getByRole("heading", { name: "Download 1 credential" })).toBeVisible();
  await dialog.getByLabel("Reason").fill("set up on site");
  await dialog.getByRole("button", { name: "Make the file" }).click();
  await expect(dialog.getByRole("heading", { name: "A file of 1 credential is ready" })).toBeVisible();
  const passphrase = (await dialog.locator("code").first().textContent()) ?? "";
  const [asked, kept] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith("/credentials/file")),
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  expect(kept.suggestedFilename()).toMatch(/^credentials-northwind-[\d-]+\.csv\.age$/);
  await expect(dialog.getByRole("heading", { name: "The file was fetched" })).toBeVisible();

  const opening = new Decrypter();
  opening.addPassphrase(passphrase);
  const closed = new Uint8Array(await readFile(await kept.path()));
  const [, line = ""] = (await opening.decrypt(closed, "text")).split("\r\n");
  const [name, number, username = "", password = ""] = line.split(",");
  expect([name, number, username]).toEqual([label, iccid, `${iccid}@${account}`]);
  expect(await signOn(portal, username, password)).toBe("accept");

  // the same request once more, by the same person in the same session
  const again = await page.request.post(asked.url(), {
    data: asked.postDataJSON(),
    headers: { origin: portal.url },
  });
  expect(again.status()).toBe(410);
  expect(again.headers()["cache-control"]).toBe("no-store");
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  expect(await page.content()).not.toContain(passphrase);
  await page.goto(`/${account}/credentials`);
  await expect(page.getByRole("row", { name: label })).toContainText(/ by /);
});

test("a technician sees that there is a credential, and no way to read or make one", async ({
  page,
  portal,
}) => {
  await signInAs(page, portal, account, /^Technician/);
  const { devices } = await (
    await page.request.get(`/api/accounts/${account}/devices?state=active&q=Well&limit=1`)
  ).json();
  await page.goto(`/${account}/devices/${devices[0].id}/credentials`);
  await expect(page.getByRole("heading", { name: "Credentials" })).toBeVisible();
  for (const name of ["Generate", "Renew", "Reveal", "Revoke", "Bind"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
});
