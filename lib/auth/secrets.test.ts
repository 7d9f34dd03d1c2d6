import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import { newPhoneCode } from "@/lib/auth/factors/phone-code";
import { newRecoveryCodes } from "@/lib/auth/factors/recovery-codes";
import { startPasskeySignIn } from "@/lib/auth/factors/start-passkey-sign-in";
import { newAppSecret } from "@/lib/auth/factors/totp";
import { newToken } from "@/lib/auth/token";

const many = <Thing>(count: number, make: () => Thing): Thing[] => Array.from({ length: count }, make);

/** How far the counts of these symbols are from even (chi squared). */
function unevenness(symbols: Iterable<string>, alphabet: string): number {
  const counts = new Map([...alphabet].map((symbol) => [symbol, 0]));
  let total = 0;
  for (const symbol of symbols) {
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    total += 1;
  }
  expect(counts.size).toBe(alphabet.length);
  const even = total / alphabet.length;
  return [...counts.values()].reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
}

// what chance exceeds less than once in a thousand million times, for ten, 32 and 64 symbols
const LIMITS = { 10: 65, 32: 107, 64: 160 } as const;

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

describe("secrets that are made here", () => {
  it("are 256 random bits where they open a session or stand in a link: ten thousand, none twice", () => {
    const tokens = many(10_000, newToken);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(Buffer.from(token, "base64url").length).toBe(32);
    // the last of the 43 letters carries four bits only
    const letters = tokens.map((token) => token.slice(0, 42)).join("");
    expect(unevenness(letters, base64url)).toBeLessThan(LIMITS[64]);
  });

  it("are six even digits where a phone gets them, each place by itself", () => {
    const codes = many(10_000, newPhoneCode);
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    for (let place = 0; place < 6; place += 1)
      expect(
        unevenness(
          codes.map((code) => code[place] ?? ""),
          "0123456789",
        ),
        `place ${place}`,
      ).toBeLessThan(LIMITS[10]);
    expect(new Set(codes).size).toBeGreaterThan(9_800);
  });

  it("are 80 bits where they are kept for a loss: ten thousand, none twice, every letter as often", () => {
    const codes = many(1_000, newRecoveryCodes).flat();
    expect(new Set(codes).size).toBe(10_000);
    for (const code of codes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const letters = codes.join("").replaceAll("-", "");
    expect(unevenness(letters, "0123456789ABCDEFGHJKMNPQRSTVWXYZ")).toBeLessThan(LIMITS[32]);
  });

  it("are 160 bits where an authenticator app keeps them: ten thousand, none twice", () => {
    const secrets = many(10_000, newAppSecret);
    expect(new Set(secrets).size).toBe(secrets.length);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(unevenness(secrets.join(""), "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")).toBeLessThan(LIMITS[32]);
  });

  it("are challenges of 128 bits or more for keys, none twice, for five minutes", async () => {
    const challenges: string[] = [];
    for (let round = 0; round < 50; round += 1)
      challenges.push(
        ...(await Promise.all(many(20, () => startPasskeySignIn()))).map((each) => each.challenge),
      );
    expect(new Set(challenges).size).toBe(1_000);
    for (const challenge of challenges)
      expect(Buffer.from(challenge, "base64url").length).toBeGreaterThanOrEqual(16);
    const [open] = await asSuperuser<{ n: number; least: number; most: number }>(
      `select count(*)::int as n, extract(epoch from min(expires_at) - now())::int as least,
         extract(epoch from max(expires_at) - now())::int as most from webauthn_challenge`,
    );
    expect(open?.n).toBe(1_000);
    expect(open?.least).toBeGreaterThan(200);
    expect(open?.most).toBeLessThanOrEqual(300);
  }, 60_000);

  it("never come from Math.random, which no server code calls", () => {
    const root = resolve(import.meta.dirname, "../..");
    const files = ["app", "lib", "db", "worker", "ingest", "gateway"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|\/)testing\//.test(file))
        .map((file) => join(folder, file)),
    );
    expect(files.length).toBeGreaterThan(300);
    const calling = [...files, "proxy.ts", "instrumentation.ts"].filter((file) =>
      /Math\s*(\.|\?\.|\[)\s*["'`]?random/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(calling).toEqual([]);
  });
});
