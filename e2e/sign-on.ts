import { expect, type Page } from "@playwright/test";
import type { Portal } from "./portal";

/** Asks for a sign-on as a gateway does, and says what Cordon answers it: the verdict, or why not. */
export async function signOn(
  { ingestUrl, gateways }: Portal,
  username: string,
  password: string,
): Promise<string> {
  const text = (value: string) => ({ type: "string", value: [value] });
  const answer = await fetch(`${ingestUrl}/api/radius/authorize`, {
    method: "POST",
    headers: { authorization: `Bearer ${gateways[0]?.token}`, "content-type": "application/json" },
    body: JSON.stringify({
      "User-Name": text(username),
      "User-Password": text(password),
      "NAS-Identifier": text("journey"),
    }),
  });
  const words = (await answer.json()) as Record<string, { value: string[] }>;
  const verdict = words["control:Portal-Verdict"]?.value[0];
  return verdict === "accept" ? verdict : String(words["control:Portal-Reason"]?.value[0]);
}

/** Generates a credential on a device's page and reads its password there. */
export async function newPassword(page: Page, label: string): Promise<string> {
  const dialog = page.getByRole("dialog");
  await page.getByRole("link", { name: "Credentials", exact: true }).last().click();
  await expect(page.getByText("No credential")).toBeVisible();
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await dialog.getByRole("button", { name: /^Generate/ }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Reveal", exact: true }).click();
  await dialog.getByLabel("Reason").fill("a journey");
  await dialog.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: `Credential of ${label}` })).toBeVisible();
  const password = (await dialog.locator(".identifier").nth(1).textContent()) ?? "";
  await dialog.getByRole("button", { name: "Hide" }).click();
  return password;
}
