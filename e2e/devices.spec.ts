import type { Page } from "@playwright/test";
import { expect, type Portal, test } from "./portal";
import { signInAs } from "./sign-in-as";

const account = "northwind";

const enter = (page: Page, portal: Portal, role: RegExp, of = account) => signInAs(page, portal, of, role);

/** An ICCID that nobody has, with its check digit. */
function newIccid(): string {
  const body = `8999${String(Math.floor(Math.random() * 1e14)).padStart(14, "0")}`;
  const sum = [...body].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const rows = (page: Page) => page.getByRole("region", { name: "Devices" }).locator("tbody tr");
const totalOf = async (page: Page) =>
  Number(
    /of ([\d,]+)/
      .exec((await page.getByRole("navigation", { name: "Pages" }).textContent()) ?? "")?.[1]
      ?.replace(",", ""),
  );

test("the list is narrowed, sorted and paged, and all of it is in the address", async ({ page, portal }) => {
  // nobody else registers devices there meanwhile
  await enter(page, portal, /^Administrator$/, "harbour");
  await page.goto("/harbour/devices");
  await expect(rows(page)).toHaveCount(50);
  expect(await totalOf(page)).toBeGreaterThan(100);
  const first = await rows(page).first().getByRole("rowheader").textContent();

  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByText(/^51–100 of [\d,]+ devices$/)).toBeVisible();
  await expect(page).toHaveURL(/cursor=/);
  await page.reload();
  await expect(page.getByText(/^51–100 of [\d,]+ devices$/)).toBeVisible();
  await page.goBack();
  await expect(rows(page).first().getByRole("rowheader")).toHaveText(first ?? "");

  await page.getByRole("button", { name: "Device", exact: true }).click();
  await expect(page).toHaveURL(/direction=desc/);
  await expect(rows(page).first().getByRole("rowheader")).not.toHaveText(first ?? "");

  await page.goto("/harbour/devices");
  await page.getByRole("button", { name: "State" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Suspended" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/state=suspended/);
  await expect(rows(page).first()).toContainText("Suspended");
  await expect(rows(page).filter({ hasText: "Active" })).toHaveCount(0);

  await page.getByRole("searchbox", { name: "Search devices" }).fill("no such label");
  await expect(page.getByText("No device matches")).toBeVisible();
  await page.getByRole("button", { name: "Drop “no such label”" }).click();
  await expect(rows(page).first()).toContainText("Suspended");

  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Kind" }).click();
  await expect(page).toHaveURL(/columns=label/);
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "State" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Kind" })).toHaveCount(0);
});

test("a device is registered, activated, suspended, resumed and terminated", async ({ page, portal }) => {
  const iccid = newIccid();
  const label = `Journey ${iccid.slice(-6)}`;
  await enter(page, portal, /^Administrator$/);
  await page.goto(`/${account}/devices/register`);
  await page.getByLabel("Label").fill(label);
  await page.getByLabel("ICCID").fill(`${iccid.slice(0, -1)}${(Number(iccid.at(-1)) + 1) % 10}`);
  await page.getByRole("button", { name: "Register device" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "One thing to put right" })).toBeVisible();
  await expect(page.getByLabel("Label")).toHaveValue(label);
  await page.getByLabel("ICCID").fill(iccid);
  await page.getByRole("button", { name: "Register device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
  const header = page.locator("main header").first();
  await expect(header).toContainText("In stock");

  for (const [verb, state] of [
    ["Activate", "Active"],
    ["Suspend", "Suspended"],
    ["Resume", "Active"],
  ] as const) {
    await page.getByRole("button", { name: verb, exact: true }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("a journey");
    await page.getByRole("button", { name: `${verb} device` }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(header).toContainText(state);
  }
  await expect(page.getByRole("link", { name: "See it in the activity log" })).toBeVisible();

  await page.getByRole("button", { name: "Terminate", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("the journey ends");
  await dialog.getByLabel(`Type ${label} to confirm`).fill("something else");
  await dialog.getByRole("button", { name: "Terminate device" }).click();
  await expect(dialog).toContainText("That is not what is asked for");
  await dialog.getByLabel(`Type ${label} to confirm`).fill(label);
  await dialog.getByRole("button", { name: "Terminate device" }).click();
  await expect(page.getByText(`${label} is terminated`)).toBeVisible();
  await expect(header).toContainText("Terminated");
  for (const verb of ["Activate", "Suspend", "Resume", "Terminate"])
    await expect(page.getByRole("button", { name: verb, exact: true })).toHaveCount(0);

  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByText("the journey ends")).toBeVisible();
});

test("without the permission there is nothing to terminate with", async ({ page, portal }) => {
  await enter(page, portal, /without termination/);
  await page.goto(`/${account}/devices?state=active&q=Well`);
  await rows(page).first().getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "Suspend", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Terminate", exact: true })).toHaveCount(0);
});

test("a technician's portal holds the devices of her groups and betrays no other", async ({
  browser,
  portal,
}) => {
  const pageOf = async (role: RegExp) => {
    const page = await (await browser.newContext({ baseURL: portal.url })).newPage();
    await enter(page, portal, role);
    return page;
  };
  const administrator = await pageOf(/^Administrator$/);
  const technician = await pageOf(/^Technician/);
  type Row = { id: string; label: string; iccid: string | null };
  const list = async (page: Page, search = "") =>
    (await (await page.request.get(`/api/accounts/${account}/devices?limit=100&${search}`)).json())
      .devices as Row[];
  const all = await list(administrator);
  const seen = await list(technician);
  const hidden = all.find((device) => !seen.some((each) => each.id === device.id));
  if (!hidden) throw new Error("The technician sees everything");

  await technician.goto(`/${account}/devices`);
  await expect(rows(technician).first()).toBeVisible();
  expect(await totalOf(technician)).toBeLessThan(await countOf(administrator));
  expect(await list(technician, `q=${hidden.iccid}`)).toEqual([]);
  const found = await technician.request.get(`/api/accounts/${account}/devices/search?q=${hidden.iccid}`);
  expect(await found.json()).toEqual([]);

  const nobody = "01920000-0000-7000-8000-000000000000";
  for (const part of ["device", "sessions", "usage", "presence", "history"]) {
    const answers = await Promise.all(
      [hidden.id, nobody].map(async (id) => {
        const answer = await technician.request.get(
          `/api/accounts/${account}/devices/${part}?deviceId=${id}`,
        );
        return [answer.status(), await answer.text()];
      }),
    );
    expect(answers[0]?.[0]).toBe(404);
    expect(answers[0]).toEqual(answers[1]);
  }
  const pages = [];
  for (const id of [hidden.id, nobody, "x"]) {
    await technician.goto(`/${account}/devices/${id}`);
    await expect(technician.getByText("There is nothing here")).toBeVisible();
    pages.push(await technician.locator("main").textContent());
  }
  expect(new Set(pages).size).toBe(1);
});

async function countOf(page: Page): Promise<number> {
  return (await (await page.request.get(`/api/accounts/${account}/devices/count`)).json()).count;
}
