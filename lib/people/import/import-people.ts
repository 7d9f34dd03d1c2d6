import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
import { conflict, Refused } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { addInvitations } from "@/lib/people/add-invitations";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { checkAgainstAccount } from "@/lib/people/import/check-against-account";
import { checkLines, type PeopleProblem, type PersonLine, problemOf } from "@/lib/people/import/check-lines";
import { fileContent } from "@/lib/people/import/preview-people-import";
import { readPeople } from "@/lib/people/import/read-people";
import { lockAccess } from "@/lib/people/lock-access";

/**
 * Invites everybody of a file that was checked, or nobody: everything is checked again while nobody else changes access,
 * and compared with what was shown.
 */
export const importPeople = command({
  name: "invitation.import",
  permission: "member.invite",
  input: z.object({
    content: fileContent,
    importId: z.uuid(),
    prints: z.array(z.string().max(40)).max(1_000),
  }),
  target: ({ importId }) => ({ kind: "import", id: importId }),
  async run(context, { content, importId, prints }) {
    const { db, actor, now, audit } = context;
    const { lines, problems } = checkLines(readPeople(content), now);
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "member.invite");
    await assertNotSent(db, actor.account.id, importId);
    const checked = await checkAgainstAccount(db, actor, now, lines, { hold: true });
    const found = [...problems, ...checked.problems, ...changedSince(lines, checked.people, prints)];
    if (checked.lacking.length > 0)
      throw new Refused(
        `The file gives what you do not hold yourself, so nothing was sent. ${say(checked.problems.slice(0, 1))}`,
        checked.lacking,
      );
    if (found.length > 0)
      throw conflict(
        `Something in the account has changed since the file was checked, so nothing was sent. ${say(found.slice(0, 1))}`,
        Object.fromEntries(found.map((each) => [`line ${each.line} ${each.field}`.trim(), each.problem])),
      );
    const made = await addInvitations(context, checked.people, importId);
    audit("invitation.imported", {
      target: { kind: "import", id: importId, label: "a file" },
      count: made.length,
    });
    return { importId, invited: made.length };
  },
});

/** The same button pressed twice, or a page that was sent again, invites nobody twice. */
async function assertNotSent(db: AccountDb, accountId: string, importId: string): Promise<void> {
  const { sent } = await db
    .selectFrom("invitation")
    .where("account_id", "=", accountId)
    .where("import_id", "=", importId)
    .select((eb) => eb.fn.countAll<number>().as("sent"))
    .executeTakeFirstOrThrow();
  if (sent > 0)
    throw conflict(
      `This file was sent already: ${sent} ${sent === 1 ? "person was" : "people were"} invited.`,
    );
}

function changedSince(
  lines: readonly PersonLine[],
  people: readonly { line: number; print: string }[],
  prints: readonly string[],
): PeopleProblem[] {
  const now = new Map(people.map(({ line, print }) => [line, print.split(".")]));
  return lines.flatMap((line, index) => {
    const [role, where] = now.get(line.line) ?? [];
    const [roleThen, whereThen] = prints[index]?.split(".") ?? [];
    // of a line that cannot be sent at all, the reason is told elsewhere
    if (role === undefined) return [];
    if (role !== roleThen)
      return [
        problemOf(line.line, "role", line.roleName, "This role has changed since the file was checked."),
      ];
    if (where !== whereThen)
      return [
        problemOf(
          line.line,
          "groups",
          line.groupNames.join("; "),
          "These groups are not those they were when the file was checked.",
        ),
      ];
    return [];
  });
}

const say = (problems: readonly PeopleProblem[]) =>
  problems.map((each) => `Line ${each.line}: ${each.problem}`).join(" ");
