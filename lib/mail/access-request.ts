import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

interface Person {
  name: string;
  email: string;
}

interface Account {
  slug: string;
  name: string;
}

const quoted = (text: string) => text.split(/\r?\n/).map((line) => `> ${line}`);

/** To those who may decide. The link leads to a page, and decides nothing by itself. */
export const accessRequestedMail = (
  decider: Person,
  asker: Person,
  account: Account,
  request: { id: string; what: string; until: Date | null; reason: string },
) =>
  message(
    "access-requested",
    decider.email,
    `${oneLine(asker.name)} asks for access to ${oneLine(account.name)}`,
    [
      `Hello ${oneLine(decider.name)},`,
      "",
      `${oneLine(asker.name)} (${asker.email}) asks for:`,
      "",
      `  ${oneLine(request.what)}`,
      ...(request.until ? [`  until ${sayTime(request.until)}`] : []),
      "",
      "because:",
      "",
      ...quoted(request.reason),
      "",
      "See what it would give, then grant or refuse it here:",
      "",
      portalLink(`/${account.slug}/people/requests/${request.id}`),
    ],
  );

/** To the asker, once it is decided. */
export const accessDecidedMail = (
  asker: Person,
  account: Account,
  decision: {
    outcome: "granted" | "refused";
    what: string;
    by: string;
    answer: string;
    given: string | null;
  },
) =>
  message(
    "access-decided",
    asker.email,
    `Your request for access to ${oneLine(account.name)} was ${decision.outcome}`,
    [
      `Hello ${oneLine(asker.name)},`,
      "",
      `${oneLine(decision.by)} ${decision.outcome} what you asked for:`,
      "",
      `  ${oneLine(decision.what)}`,
      ...(decision.given ? ["", `You have now: ${oneLine(decision.given)}`] : []),
      ...(decision.answer ? ["", `${oneLine(decision.by)} writes:`, "", ...quoted(decision.answer)] : []),
      "",
      portalLink(`/${account.slug}/access`),
    ],
  );
