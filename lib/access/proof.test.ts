import { describe, expect, it } from "vitest";
import { type FactorKind, FRESH_FOR_MS, isFresh, type ProofKind } from "@/lib/access/proof";

const now = new Date("2026-12-01T10:00:00Z");
const prover = (ageMs: number, proved: ProofKind, factors: FactorKind[], phishingResistant = false) => ({
  proof: { at: new Date(now.getTime() - ageMs), with: proved },
  factors,
  phishingResistant,
});

describe("a proof is fresh", () => {
  it("for five minutes, and not a millisecond longer", () => {
    expect(isFresh(prover(FRESH_FOR_MS - 1, "app", ["app"]), now, "elevated")).toBe(true);
    expect(isFresh(prover(FRESH_FOR_MS, "app", ["app"]), now, "elevated")).toBe(false);
  });

  it("even when the database's clock is a little ahead, but not when it says tomorrow", () => {
    expect(isFresh(prover(-5_000, "app", ["app"]), now, "elevated")).toBe(true);
    expect(isFresh(prover(-86_400_000, "app", ["app"]), now, "elevated")).toBe(false);
  });

  it.each<[ProofKind, FactorKind[], boolean, "elevated" | "own factors", boolean]>([
    ["password", [], false, "elevated", true],
    ["password", ["app"], false, "elevated", false],
    ["password", ["key"], false, "own factors", false],
    ["recovery", ["app"], false, "own factors", true],
    ["phone", ["phone"], false, "elevated", true],
    ["app", ["app", "key"], true, "elevated", false],
    ["password", [], true, "elevated", false],
    ["recovery", ["key"], true, "elevated", false],
    ["key", ["key"], true, "elevated", true],
    // whoever is asked for a key and has none must be able to add one
    ["app", ["app"], true, "own factors", true],
  ])(
    "with %s by who has %j, where phishing-resistant is %s, for %s: %s",
    (proved, factors, resistant, what, fresh) => {
      expect(isFresh(prover(0, proved, factors, resistant), now, what)).toBe(fresh);
    },
  );
});
