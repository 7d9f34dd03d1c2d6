import { describe, expect, it } from "vitest";
import type { FactorKind, ProofKind } from "@/lib/access/proof";
import { usableFactors, waitingFor } from "@/lib/auth/sessions/waiting-for";

const now = new Date("2026-12-01T10:00:00Z");
const required = { requiredFrom: new Date(0), kinds: ["app", "key"] as const };
const optional = { requiredFrom: null, kinds: ["app", "key"] as const };
const soon = { requiredFrom: new Date("2026-12-02T10:00:00Z"), kinds: ["app", "key"] as const };

const wait = (
  proofs: ProofKind[],
  factors: FactorKind[],
  policy: Parameters<typeof waitingFor>[2],
  complete = true,
) => waitingFor({ complete, proofs }, factors, policy, now);

describe("what a session waits for", () => {
  it("is nothing where nothing is required and nothing is there", () => {
    expect(wait(["password"], [], optional)).toBeNull();
    expect(wait(["password"], [], soon)).toBeNull();
  });

  it("is the second factor of who has one, required or not, and also in sessions from before it was set up", () => {
    expect(wait(["password"], ["app"], optional, false)).toBe("second_factor");
    expect(wait(["password"], ["app"], optional)).toBe("second_factor");
    expect(wait(["password", "app"], ["app"], required)).toBeNull();
    expect(wait(["key"], ["key"], required)).toBeNull();
    expect(wait(["password", "recovery"], ["app"], required)).toBeNull();
  });

  it("is enrolment where one is required and none is there, from the very moment it is", () => {
    expect(wait(["password"], [], required)).toBe("enrolment");
    expect(wait(["password"], [], { ...required, requiredFrom: now })).toBe("enrolment");
  });

  it("is enrolment of an admitted kind for who has only another, after that other was shown", () => {
    expect(wait(["password"], ["phone"], required)).toBe("second_factor");
    expect(wait(["password", "phone"], ["phone"], required)).toBe("enrolment");
    expect(wait(["password", "phone"], ["phone", "app"], required)).toBe("second_factor");
  });

  it("is enrolment for who has no admitted kind, with a recovery code too: that stands in for what is lost, not for what never was", () => {
    expect(wait(["password", "recovery"], ["phone"], required)).toBe("enrolment");
    expect(wait(["password", "recovery"], ["phone"], soon)).toBeNull();
    expect(wait(["password", "recovery"], ["phone", "app"], required)).toBeNull();
  });

  it("is never over for a session that is not complete, whatever it claims to have shown", () => {
    expect(wait(["password", "app", "key", "recovery"], ["app"], optional, false)).toBe("second_factor");
  });
});

describe("the factors that may be shown", () => {
  it("are the admitted ones, or all there are where none is admitted", () => {
    expect(usableFactors(["app", "phone"], required)).toEqual(["app"]);
    expect(usableFactors(["phone"], required)).toEqual(["phone"]);
  });
});
