import { describe, expect, it } from "vitest";
import { dayOfChoice, emptyDraft, furthestStep, type InviteDraft } from "@/components/people/invite-draft";

const draft = (over: Partial<InviteDraft>): InviteDraft => ({ ...emptyDraft, ...over });
const access = {
  roleId: "r",
  where: "groups" as const,
  groups: [{ id: "g", name: "North" }],
  until: "",
};

describe("the steps of an invitation", () => {
  it("go no further than what is filled in, whatever the address says", () => {
    expect(furthestStep(draft({}))).toBe("person");
    expect(furthestStep(draft({ email: " " }))).toBe("person");
    expect(furthestStep(draft({ email: "ana@example.com" }))).toBe("access");
    expect(furthestStep(draft({ email: "ana@example.com", access: { ...access, groups: [] } }))).toBe(
      "access",
    );
    expect(furthestStep(draft({ email: "ana@example.com", access }))).toBe("until");
    expect(furthestStep(draft({ email: "ana@example.com", access, end: "date" }))).toBe("until");
    expect(furthestStep(draft({ email: "ana@example.com", access, end: "none" }))).toBe("review");
  });

  it("offer ends that are days of the calendar", () => {
    const from = new Date(2026, 11, 20, 23, 30);
    expect(dayOfChoice("weeks", from)).toBe("2027-01-03");
    expect(dayOfChoice("month", from)).toBe("2027-01-20");
    expect(dayOfChoice("quarter", from)).toBe("2027-03-20");
    expect(dayOfChoice("month", new Date(2027, 0, 31))).toBe("2027-02-28");
    expect(dayOfChoice("none", from)).toBe("");
  });
});
