import AxeBuilder from "@axe-core/playwright";
import { invitePerson } from "./invited-person";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

const account = "northwind";
const api = `/api/accounts/${account}`;

test("an administrator sees before and after of a grant, and the person then has just that", async ({
  page,
  browser,
  portal,
}) => {
  test.setTimeout(180_000);
  const person = await invitePerson(browser, portal, /^Technician/);
  const totalOf = async () => (await person.page.request.get(`${api}/devices/count`)).json();
  const everything = (await totalOf()).count;
  await signInAs(page, portal, account, /^Administrator$/);
  const { people } = await (await page.request.get(`${api}/people?search=${person.email}`)).json();
  await page.goto(`/${account}/people/${people[0].id}`);

  // narrowing from the whole account to one group takes devices away, one by one to be looked up
  await page.getByRole("button", { name: "Change" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Some device groups/ }).click();
  const group = dialog
    .getByRole("list", { name: "Groups", exact: true })
    .getByRole("listitem")
    .filter({ hasText: "Remote wells" });
  await group.getByRole("checkbox").click();
  const devices = dialog.getByRole("region", { name: "Devices", exact: true });
  const left = Number((await group.textContent())?.match(/(\d+) devices/)?.[1]);
  await expect(devices).toContainText(`to ${left} devices`);
  await expect(devices).toContainText(`−${(everything - left).toLocaleString("en-GB")}`);
  await devices.getByRole("radio", { name: /^Removed/ }).click();
  await devices.getByRole("searchbox").fill("well");
  await expect(devices.getByText("None begins with “well”.")).toBeVisible();
  await devices.getByRole("radio", { name: /^All after/ }).click();
  await expect(devices.getByRole("listitem").filter({ hasText: "Well 001" })).toBeVisible();

  // and another role brings buttons
  await dialog.getByRole("radio", { name: /^Device operator/ }).click();
  const access = dialog.getByRole("region", { name: "What may be done" });
  await expect(access).toContainText("Terminate a Device");
  await access.getByRole("radio", { name: "Buttons" }).click();
  await expect(access.getByText("Take out of a group")).toBeVisible();
  await access.getByRole("radio", { name: "API" }).click();
  await expect(access.getByText("GET /groups/assignable")).toBeVisible();
  await expect(dialog.getByText(/for a whole account only: .*Order Stock/)).toBeVisible();
  expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);
  expect((await totalOf()).count).toBe(everything);

  await dialog.getByRole("button", { name: "Change the grant" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await totalOf()).count).toBe(left);
  await person.page.goto(`/${account}/devices`);
  await expect(person.page.getByRole("row").filter({ hasText: "Well 001" })).toBeVisible();

  await page.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("dialog")).toContainText(`−${left}`);
  await page.getByRole("dialog").getByRole("button", { name: "Revoke the grant" }).click();
  await expect(page.getByText("sees nothing")).toBeVisible();
  expect((await person.page.request.get(`${api}/devices`)).status()).toBe(401);
});

test("who puts devices into a group sees who gains what, and who may not is told why", async ({
  page,
  portal,
}) => {
  await signInAs(page, portal, account, /^Administrator$/);
  await page.goto(`/${account}/groups`);
  await page.getByRole("link", { name: "Remote wells" }).first().click();
  await page.getByRole("button", { name: "Add devices" }).click();
  await page.getByLabel("Identifiers, one on a line").fill("Meter north 001");
  await page.getByRole("button", { name: "Find the devices" }).click();
  const affected = page.getByRole("region", { name: "Who is affected" });
  await expect(affected.getByRole("listitem").filter({ hasText: "Tom Becker" })).toContainText(
    "View devices",
  );
  await expect(affected).toContainText("on 1 device");
});

test("an operator terminates with the permission, and without it finds no way to", async ({
  browser,
  portal,
}) => {
  test.setTimeout(120_000);
  const pageOf = async (role: RegExp) => {
    const page = await (await browser.newContext({ baseURL: portal.url })).newPage();
    await signInAs(page, portal, account, role);
    return page;
  };
  const [without, withIt] = [
    await pageOf(/^Operator without termination$/),
    await pageOf(/^Device operator$/),
  ];
  const { devices } = await (await without.request.get(`${api}/devices?state=active&q=Well&limit=1`)).json();
  for (const page of [without, withIt]) {
    await page.goto(`/${account}/devices/${devices[0].id}`);
    await expect(page.getByRole("heading", { level: 1, name: devices[0].label })).toBeVisible();
  }
  await expect(withIt.getByRole("button", { name: "Terminate" })).toBeVisible();
  await expect(without.getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(without.getByText(/Terminate/)).toHaveCount(0);

  // who may look into the matrix finds Order Stock with the one and with the other, and termination with one only
  const page = await pageOf(/^Administrator$/);
  const matrix = await (await page.request.get(`${api}/people/matrix?by=roles`)).json();
  const cellOf = (role: string, permission: string) => {
    const column = matrix.columns.findIndex(({ key }: { key: string }) => key === permission);
    return matrix.rows.find(({ name }: { name: string }) => name === role).cells[column];
  };
  const none = cellOf("Operator without termination", "device.terminate");
  expect(cellOf("Device operator", "device.terminate")).not.toEqual(none);
  expect(cellOf("Operator without termination", "stock.order")).not.toEqual(none);
});
