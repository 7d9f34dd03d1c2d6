import { execFileSync } from "node:child_process";
import { generateSecret } from "otplib";
import { describe, expect, it } from "vitest";
import { appUri, clockOffset, newAppSecret, readCode, sayClock, stepOf } from "@/lib/auth/factors/totp";

/** RFC 6238, appendix B: the secret "12345678901234567890" in base32. Its codes have eight digits, of which ours are the last six. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const vectors = [
  [59, "94287082"],
  [1111111109, "07081804"],
  [1111111111, "14050471"],
  [1234567890, "89005924"],
  [2000000000, "69279037"],
  [20000000000, "65353130"],
] as const;
const at = (seconds: number) => new Date(seconds * 1000);

const oathtool = (() => {
  try {
    execFileSync("oathtool", ["--version"]);
    return true;
  } catch {
    return false;
  }
})();

describe("a code of an authenticator app", () => {
  it.each(vectors)("at %i s is RFC 6238's %s", (seconds, code) => {
    expect(stepOf(secret, code.slice(2), at(seconds))).toBe(Math.floor(seconds / 30));
    expect(stepOf(secret, `${code.slice(2, 7)}${(Number(code[7]) + 1) % 10}`, at(seconds))).toBeNull();
  });

  it("is taken for ten seconds after its time, and never before it", () => {
    const code = "287082"; // from 30 s until 59 s
    expect(stepOf(secret, code, at(29.9))).toBeNull();
    expect(stepOf(secret, code, at(30))).toBe(1);
    expect(stepOf(secret, code, at(69.9))).toBe(1);
    expect(stepOf(secret, code, at(71))).toBeNull();
  });

  it("is six digits and nothing else, and what is not is wrong rather than an error", () => {
    expect(readCode(" 287 082 ")).toBe("287082");
    expect(readCode("287-082")).toBe("287082");
    for (const typed of [
      "",
      "28708",
      "2870822",
      "28708a",
      "२८७०८२",
      "-87082",
      "2.7082",
      "0x1234",
      "\0".repeat(6),
    ]) {
      expect(readCode(typed)).toBeNull();
      expect(stepOf(secret, typed, at(59))).toBeNull();
    }
  });

  it("that is right for another minute tells by how much the clock is off, up to ten minutes", () => {
    expect(clockOffset(secret, "287082", at(59 + 180))).toBe(-6);
    expect(sayClock(-6)).toMatch(/^Your phone's clock is about 3 minutes behind\./);
    expect(clockOffset(secret, "050471", at(1111111111 - 60))).toBe(2);
    expect(sayClock(2)).toMatch(/^Your phone's clock is about 1 minute ahead\./);
    expect(clockOffset(secret, "287082", at(59 + 660))).toBeNull();
  });

  it("comes from 160 random bits that only this person's app is told", () => {
    const made = new Set(Array.from({ length: 50 }, newAppSecret));
    expect(made.size).toBe(50);
    for (const each of made) expect(each).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(appUri(secret, "ana+1@example.test"));
    expect(uri.protocol).toBe("otpauth:");
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, issuer: "Cordon" });
  });

  it.runIf(oathtool)("is what oathtool, another implementation, shows for the same secret", () => {
    for (let i = 0; i < 5; i += 1) {
      const own = generateSecret({ length: 20 });
      const now = at(1_700_000_000 + i * 123_457);
      const code = execFileSync("oathtool", [
        "--totp",
        "--base32",
        `--now=${now.toISOString().replace("T", " ").slice(0, 19)} UTC`,
        own,
      ]);
      expect(stepOf(own, code.toString().trim(), now)).toBe(Math.floor(now.getTime() / 30_000));
    }
  });
});
