import { beforeEach, describe, expect, it, vi } from "vitest";

const whole = { PHONE_ACCOUNT_SID: "AC1", PHONE_AUTH_TOKEN: "secret-token", PHONE_FROM: "+4930123456" };
const names = [...Object.keys(whole), "PHONE_API_URL"];

/** The settings of a process that starts with these. */
async function settings(given: Record<string, string>) {
  vi.resetModules();
  for (const name of names) vi.stubEnv(name, given[name] ?? "");
  const { phoneSettings } = await import("@/lib/phone/settings");
  return phoneSettings();
}

beforeEach(() => vi.unstubAllEnvs());

describe("the way to phones", () => {
  it("is closed where nothing is set, and Twilio's where the three are", async () => {
    expect(await settings({})).toBeNull();
    expect(await settings(whole)).toEqual({
      url: "https://api.twilio.com",
      accountSid: "AC1",
      authToken: "secret-token",
      from: "+4930123456",
    });
  });

  it.each(Object.keys(whole))("is an error at the start where %s alone is missing", async (name) => {
    await expect(settings({ ...whole, [name]: "" })).rejects.toThrow(`${name} must be set too`);
  });

  it.each([
    ["PHONE_API_URL", "http://phones.example"],
    ["PHONE_API_URL", "http://127.0.0.1.attacker.example"],
    ["PHONE_API_URL", "http://localhost@attacker.example"],
    ["PHONE_API_URL", "ftp://phones.example"],
    ["PHONE_ACCOUNT_SID", "AC1/../../Accounts/AC2"],
    ["PHONE_FROM", "Cordon"],
  ])("is an error where %s is %s, and the error repeats no value", async (name, value) => {
    await expect(settings({ ...whole, [name]: value })).rejects.toThrow(
      new RegExp(`^Configuration: ${name} `),
    );
    await expect(settings({ ...whole, [name]: value })).rejects.not.toThrow("secret-token");
  });

  it.each(["http://localhost:8025", "http://127.0.0.1:8025/", "https://phones.example/api"])(
    "may lead to %s",
    async (url) => {
      expect((await settings({ ...whole, PHONE_API_URL: url }))?.url).toBe(url.replace(/\/$/, ""));
    },
  );
});
