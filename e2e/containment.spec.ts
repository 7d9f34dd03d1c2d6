import type { Page } from "@playwright/test";
import { type ServerAction, serverActions } from "./build-manifest";
import { importFile, newIccid, uniqueWord } from "./import-file";
import { lacking, newImsi, recordOf, startLabNas } from "./lab-nas";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";
import { newPassword, signOn } from "./sign-on";

const account = "northwind";
/** A request, its answer, a record and a look of the worker lie between: seconds here, more on a slow machine. */
const shown = { timeout: 60_000 };

interface Device {
  label: string;
  imsi: string;
  iccid: string;
  session: string;
}

test.describe("a device is taken off the network", () => {
  test.describe.configure({ mode: "serial", timeout: 240_000 });
  test.skip(lacking() !== null, lacking() ?? "");

  let lab: Awaited<ReturnType<typeof startLabNas>>;
  test.beforeAll(async () => {
    lab = await startLabNas();
  });
  test.afterAll(() => lab?.stop());

  /** Devices of this label that are active and have a session at the lab's NAS. */
  async function connected(page: Page, word: string, count: number): Promise<Device[]> {
    const devices = Array.from({ length: count }, (_, index): Device => {
      const imsi = newImsi();
      return { label: `${word} ${index + 1}`, imsi, iccid: newIccid(), session: `lab-${imsi}` };
    });
    const rows = devices.map(({ label, iccid, imsi }) => `cellular,${label},${iccid},${imsi}`);
    await importFile(page, account, ["kind,label,iccid,imsi", ...rows]);
    await expect(page.getByText(/registered and in stock/)).toBeVisible(shown);
    await page.goto(`/${account}/devices?q=${word}`);
    await expect(page.getByRole("link", { name: `${word} ${count}` })).toBeVisible();
    await page.locator("thead").getByRole("checkbox").click();
    await page.getByRole("button", { name: "Activate", exact: true }).click();
    await page.getByRole("button", { name: /^Activate \d+ device/ }).click();
    await page.waitForURL(/\/bulk\//);
    await expect(page.locator("main header").getByText("Finished")).toBeVisible(shown);
    for (const device of devices) await begin(device);
    return devices;
  }

  const begin = ({ session, imsi, iccid }: Device) =>
    lab.sessions.begin(session, recordOf(imsi, `${iccid}@${account}`));

  async function open(page: Page, { label }: Device): Promise<void> {
    await page.goto(`/${account}/devices?q=${encodeURIComponent(label)}`);
    await page.getByRole("link", { name: label, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
  }

  const isOnline = (page: Page) =>
    expect(page.locator("main header").first().getByText("Online", { exact: true })).toBeVisible(shown);

  async function online(page: Page, device: Device): Promise<void> {
    await open(page, device);
    await isOnline(page);
  }

  async function isolate(page: Page, reason: string): Promise<void> {
    await page.getByRole("button", { name: "Isolate", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("Cannot be undone.")).toBeVisible();
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Isolate device" }).click();
    await expect(dialog).toHaveCount(0);
  }

  const steps = (page: Page, { session }: Device) =>
    page.getByRole("list", { name: `Session ${session} on lab-nas-1` });
  const whatHappened = (page: Page) => page.getByRole("list", { name: "What happened" });

  test("terminating it ends its session, and the Accounting-Stop appears on the page", async ({
    page,
    portal,
  }) => {
    await signInAs(page, portal, account, /^Administrator$/);
    const [device] = (await connected(page, uniqueWord(), 1)) as [Device];
    await online(page, device);
    await page.getByRole("button", { name: "Terminate", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("session");
    await dialog.getByLabel("Reason").fill("stolen");
    await dialog.getByLabel(/^Type /).fill(device.label);
    await dialog.getByRole("button", { name: "Terminate device" }).click();
    await expect(dialog).toHaveCount(0);
    // from here on the page fills itself in
    await expect(steps(page, device).getByText("Acknowledged")).toBeVisible(shown);
    await expect(steps(page, device).getByText("Session ended")).toBeVisible(shown);
    await expect(steps(page, device).getByText("Accounting-Stop")).toBeVisible(shown);
    await expect(whatHappened(page)).toContainText("The session ended: Admin-Reset.", shown);
    await whatHappened(page)
      .getByRole("listitem")
      .filter({ hasText: "The session ended" })
      .getByText(/RADIUS attribute/)
      .click();
    await expect(whatHappened(page).getByText("Acct-Terminate-Cause")).toBeVisible();
    await expect(steps(page, device).getByText("Stayed away", { exact: true })).toBeVisible(shown);
    expect(lab.sessions.has(device.session)).toBe(false);
    const asked = lab.nas.asked.at(-1)?.attributes ?? [];
    expect(asked[0]?.[0]).toBe("Message-Authenticator");
    expect(Object.fromEntries(asked)).toMatchObject({
      "Acct-Session-Id": device.session,
      "User-Name": `${device.iccid}@${account}`,
      "NAS-Identifier": "lab-nas-1",
    });
  });

  test("isolated it stays away, and comes back when it is released", async ({ page, portal }) => {
    await signInAs(page, portal, account, /^Administrator$/);
    const [device] = (await connected(page, uniqueWord(), 1)) as [Device];
    await online(page, device);
    const username = `${device.iccid}@${account}`;
    const password = await newPassword(page, device.label);
    expect(await signOn(portal, username, password)).toBe("accept");

    await page.getByRole("link", { name: "Overview" }).last().click();
    await isolate(page, "it scans the network");
    await expect(page.getByText("Isolated", { exact: true }).first()).toBeVisible();
    await expect(steps(page, device).getByText("Session ended")).toBeVisible(shown);
    expect(await signOn(portal, username, password)).toBe("isolated");
    await expect(whatHappened(page)).toContainText(/tried to sign on.* refused/, shown);
    await expect(page.getByText("Off the network").first()).toBeVisible(shown);

    await page.getByRole("button", { name: "Release", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("it was a test");
    await dialog.getByRole("button", { name: "Release device" }).click();
    await expect(dialog).toHaveCount(0);
    expect(await signOn(portal, username, password)).toBe("accept");
    await begin({ ...device, session: `${device.session}-2` });
    await isOnline(page);
    await page.getByRole("link", { name: "Containment", exact: true }).last().click();
    await expect(page.getByText("Nothing keeps this device off the network")).toBeVisible();
    await expect(page.getByRole("main").getByText("it scans the network")).toBeVisible();
  });

  test("a NAS that acknowledges and goes on is shown in red, until it is put right", async ({
    page,
    portal,
  }) => {
    await signInAs(page, portal, account, /^Administrator$/);
    const [device] = (await connected(page, uniqueWord(), 1)) as [Device];
    lab.nas.behave("keeps talking", device.session);
    await online(page, device);
    await isolate(page, "it scans the network");
    await expect(steps(page, device).getByText("Acknowledged")).toBeVisible(shown);
    // two updates, of which one may be from before the acknowledgement
    await expect(async () => {
      await lab.sessions.goOn(device.session);
      await expect(page.getByRole("heading", { name: "Acknowledged but still sending" })).toBeVisible({
        timeout: 4_000,
      });
    }).toPass({ ...shown, intervals: [1_000] });
    await expect(page.getByText(/session ended on the NAS itself/)).toBeVisible();
    await page.goto(`/${account}/containment?status=still_sending`);
    await expect(page.getByRole("link", { name: device.label })).toBeVisible();
    await page.goto(`/${account}`);
    await expect(page.getByText(/still sending/).first()).toBeVisible();

    lab.nas.behave("honest", device.session);
    await open(page, device);
    await page.getByRole("button", { name: "Try again now" }).click();
    await expect(steps(page, device).getByText("Session ended")).toBeVisible(shown);
    await expect(page.getByText("Off the network").first()).toBeVisible(shown);
  });

  test("all of a group are isolated at once", async ({ page, portal }) => {
    const word = uniqueWord();
    await signInAs(page, portal, account, /^Administrator$/);
    const devices = await connected(page, word, 3);
    await page.goto(`/${account}/groups/new`);
    await page.getByLabel("Name").fill(`Suspects ${word}`);
    await page.getByRole("radio", { name: /^By rule/ }).click();
    await page.getByLabel("Label begins with").fill(word);
    await expect(page.getByRole("status", { name: "What this rule does" })).toContainText("3 devices");
    await page.getByRole("button", { name: "Create the group" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Suspects ${word}` })).toBeVisible();
    await expect(page.getByRole("link", { name: `${word} 3` })).toBeVisible();
    await page.locator("thead").getByRole("checkbox").click();
    await page.getByRole("button", { name: "Isolate", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(`${word} 1, ${word} 2, ${word} 3`);
    await dialog.getByLabel("Reason").fill("one of them is compromised");
    await dialog.getByRole("button", { name: "Isolate 3 devices" }).click();
    await page.waitForURL(/\/bulk\//);
    await expect(page.locator("main header").getByText("Finished")).toBeVisible(shown);
    await page.getByRole("link", { name: "See what the network shows" }).click();
    await page.waitForURL(/\/containment\?work=/);
    await expect(page.getByRole("cell", { name: "Off the network" })).toHaveCount(3, shown);
    for (const { session } of devices) expect(lab.sessions.has(session)).toBe(false);
  });
});

test("a technician without Isolate has no button, and is refused", async ({ page, portal }) => {
  await signInAs(page, portal, account, /^Technician/);
  const { devices } = await (
    await page.request.get(`/api/accounts/${account}/devices?state=active&limit=1`)
  ).json();
  const [{ id }] = devices;
  await page.goto(`/${account}/devices/${id}`);
  await expect(page.getByRole("button", { name: "Suspend", exact: true })).toBeVisible();
  for (const name of ["Isolate", "Release", "Terminate"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.goto(`/${account}/devices/${id}/containment`);
  await expect(page.getByText("Nothing keeps this device off the network")).toBeVisible();
  const isolating = serverActions().find(
    ({ name, file }) => name === "isolate" && file.includes("devices/actions"),
  ) as ServerAction;
  const answer = await page.request.post(`/${account}/devices/${id}`, {
    headers: {
      "next-action": isolating.id,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
      origin: portal.url,
    },
    data: JSON.stringify([account, { deviceId: id, reason: "only trying" }]),
  });
  expect(await answer.text()).toMatch(/"code":"forbidden"/);
});
