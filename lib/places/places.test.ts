import { describe, expect, it } from "vitest";
import { sayProofs } from "@/lib/access/say-proofs";
import { placeOf, readBrowser, sayPlace } from "@/lib/places/public";

describe("where an address is", () => {
  it.each([
    ["193.0.6.139", "NL", "Netherlands"],
    ["::ffff:193.0.6.139", "NL", "Netherlands"],
    ["2a02:908::1", "DE", "Germany"],
    ["8.8.8.8", "US", "United States"],
  ])("says of %s its country", (address, country, words) => {
    expect(placeOf(address)).toEqual({ country, words });
  });

  it.each([
    "127.0.0.1",
    "::1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.1.1",
    "fd00::1",
    "fe80::1",
  ])("says of %s that it is a private network", (address) => {
    expect(placeOf(address)).toEqual({ country: null, words: "Private network" });
  });

  it.each([null, "", "somewhere", "192.0.2.1", "999.1.1.1", "4000::1"])(
    "makes nothing up for %j",
    (address) => {
      expect(placeOf(address)).toEqual({ country: null, words: "Place not known" });
    },
  );

  it("says what was found when the session began, also when the address says nothing today", () => {
    expect(sayPlace("FR", "192.0.2.1")).toBe("France");
    expect(sayPlace(null, "10.0.0.1")).toBe("Private network");
  });
});

const chrome = (system: string, rest = "") =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36${rest}`;

describe("what a browser says it is", () => {
  it.each([
    [chrome("Windows NT 10.0; Win64; x64"), "Chrome on Windows"],
    [chrome("Windows NT 10.0; Win64; x64", " Edg/140.0.0.0"), "Edge on Windows"],
    [chrome("X11; Linux x86_64").replace("Chrome/", "HeadlessChrome/"), "Chrome on Linux"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
      "Safari on macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari on iOS",
    ],
  ])("%s is %s", (userAgent, words) => {
    expect(readBrowser(userAgent).words).toBe(words);
  });

  it.each([
    null,
    "",
    "curl/8.1",
    "Your bank/1.0 (call 555)",
    "<script>alert(1)</script>",
    "x".repeat(100_000),
  ])("repeats nothing of what it does not know", (userAgent) => {
    expect(readBrowser(userAgent).words).toBe("An unknown program");
  });
});

it.each([
  [["password"], "Password"],
  [["password", "app"], "Password and authenticator app"],
  [["key"], "Passkey"],
  [["password", "key", "key"], "Password and security key"],
  [["password", "app", "recovery"], "Password, authenticator app and recovery code"],
])("%j is said as %s", (proofs, words) => {
  expect(sayProofs(proofs)).toBe(words);
});
