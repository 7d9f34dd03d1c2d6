import type { Page } from "@playwright/test";
import type { Portal } from "./portal";

/** Somebody of the demo data, by what she may do. */
export function signInOf({ signIns }: Portal, role: RegExp) {
  const found = signIns.find((each) => role.test(each.role));
  if (!found) throw new Error(`Nobody signs in as ${role}`);
  return found;
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The newest link of this kind in somebody's mail. */
export async function mailedLink({ mailUrl }: Portal, email: string, path: string): Promise<string> {
  const pattern = new RegExp(`https?://\\S+/${path}/\\S+`);
  for (let patience = 0; patience < 60; patience += 1) {
    const answer = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(email)}`);
    for (const message of (await answer.json()) as { text: string }[]) {
      const link = pattern.exec(message.text)?.[0];
      if (link) return link;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`No mail with a ${path} link for ${email}`);
}

export const uniqueWord = () => Math.random().toString(36).slice(2, 10);
