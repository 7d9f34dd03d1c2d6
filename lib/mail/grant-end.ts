import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

interface Person {
  id: string;
  name: string;
  email: string;
}

interface Account {
  slug: string;
  name: string;
}

interface Grant {
  id: string;
  roleName: string;
  wholeAccount: boolean;
  groupNos: readonly number[];
  endsAt: Date;
}

/** Groups are counted, not named: who reads a mail may not see them all. */
export const sayWhere = ({
  wholeAccount,
  groupNos,
}: {
  wholeAccount: boolean;
  groupNos: readonly number[];
}) =>
  wholeAccount
    ? "the whole account"
    : groupNos.length === 1
      ? "one device group"
      : `${groupNos.length} device groups`;

const facts = (account: Account, grant: Grant) => [
  `  Account  ${oneLine(account.name)}`,
  `  Role     ${oneLine(grant.roleName)}, for ${sayWhere(grant)}`,
  `  Until    ${sayTime(grant.endsAt)}`,
];

const left = { week: "in seven days", day: "tomorrow" } as const;

/** To the person whose access ends. */
export const grantEndsMail = (member: Person, account: Account, grant: Grant, when: "week" | "day") =>
  message(
    "grant-ends",
    member.email,
    `Your access to ${oneLine(account.name)} as ${oneLine(grant.roleName)} ends ${left[when]}`,
    [
      `Hello ${oneLine(member.name)},`,
      "",
      "A grant of yours ends:",
      "",
      ...facts(account, grant),
      "",
      "With it ends all that it lets you see and do. When it is the last grant you have anywhere, your sessions end too.",
      "",
      "If you need it for longer, ask for an extension here:",
      "",
      portalLink(`/${account.slug}/access?extend=${grant.id}`),
    ],
  );

/** To whoever gave it, or to those who may extend it when the giver is gone. */
export const grantEndsGiverMail = (
  reader: Person,
  member: Person,
  account: Account,
  grant: Grant,
  { when, gaveIt }: { when: "week" | "day"; gaveIt: boolean },
) =>
  message(
    "grant-ends",
    reader.email,
    `The access of ${oneLine(member.name)} to ${oneLine(account.name)} ends ${left[when]}`,
    [
      `Hello ${oneLine(reader.name)},`,
      "",
      gaveIt
        ? `A grant that you gave to ${oneLine(member.name)} (${member.email}) ends:`
        : `A grant of ${oneLine(member.name)} (${member.email}) ends. Whoever gave it no longer gives grants here, and you do:`,
      "",
      ...facts(account, grant),
      "",
      "If that is right, there is nothing to do. To let it last longer:",
      "",
      portalLink(`/${account.slug}/people/${member.id}?extend=${grant.id}`),
    ],
  );

/** To the person, once somebody moved the end. */
export const grantExtendedMail = (
  member: Person,
  account: Account,
  grant: Grant & { before: Date; by: string },
) =>
  message("grant-extended", member.email, `Your access to ${oneLine(account.name)} was extended`, [
    `Hello ${oneLine(member.name)},`,
    "",
    `${oneLine(grant.by)} extended a grant of yours, which would have ended on ${sayTime(grant.before)}:`,
    "",
    ...facts(account, grant),
    "",
    portalLink(`/${account.slug}/access`),
  ]);
