import { type AccessChoice, nothingChosen, toInput } from "@/components/people/access-choice";

export const inviteSteps = ["person", "access", "until", "review"] as const;
export type InviteStep = (typeof inviteSteps)[number];

export const stepWords: Record<InviteStep, string> = {
  person: "Person",
  access: "Access",
  until: "Until and sign-in",
  review: "Review",
};

/** How long is offered; "date" is a day of one's own, "none" no end. */
export const endChoices = ["weeks", "month", "quarter", "date", "none"] as const;
export type EndChoice = (typeof endChoices)[number] | "";

/** All that is typed and chosen on the way, kept from step to step. */
export interface InviteDraft {
  email: string;
  name: string;
  company: string;
  message: string;
  /** role, place and, in until, the last day */
  access: AccessChoice;
  end: EndChoice;
  secondFactorRequired: boolean;
}

export const emptyDraft: InviteDraft = {
  email: "",
  name: "",
  company: "",
  message: "",
  access: nothingChosen,
  end: "",
  secondFactorRequired: false,
};

/** The day a quick choice ends on, in the zone of who chooses it. */
export function dayOfChoice(choice: EndChoice, from = new Date()): string {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate());
  if (choice === "weeks") day.setDate(day.getDate() + 14);
  else if (choice === "month" || choice === "quarter") {
    day.setMonth(day.getMonth() + (choice === "month" ? 1 : 3));
    // a month from 31 January is the last day of February
    if (day.getDate() !== from.getDate()) day.setDate(0);
  } else return "";
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** What is missing on a step before the next one can be looked at. */
export function missingOn(step: InviteStep, { email, access, end }: InviteDraft): Record<string, string> {
  if (step === "person") return email.trim() ? {} : { email: "Enter an e-mail address." };
  if (step === "access")
    return {
      ...(access.roleId ? {} : { roleId: "Choose a role." }),
      ...(access.where === "groups" && access.groups.length === 0
        ? { groups: "Choose at least one group, or the whole account." }
        : {}),
    };
  if (step === "until")
    return {
      ...(end ? {} : { end: "Choose an end, or that there is none." }),
      ...(end === "date" && !access.until ? { endsAt: "Choose the last day." } : {}),
    };
  return {};
}

/** The furthest step that can be looked at: an address that leads beyond it leads there. */
export function furthestStep(draft: InviteDraft): InviteStep {
  const open = inviteSteps.find((step) => Object.keys(missingOn(step, draft)).length > 0);
  return open ?? "review";
}

/** The draft as the operation takes it. */
export const toInvitation = (draft: InviteDraft) => ({
  email: draft.email,
  name: draft.name,
  company: draft.company,
  message: draft.message,
  secondFactorRequired: draft.secondFactorRequired,
  ...toInput(draft.access),
});
