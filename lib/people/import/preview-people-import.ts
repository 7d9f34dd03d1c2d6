import { z } from "zod";
import { newId } from "@/lib/kernel/id";
import { query } from "@/lib/operation/operation";
import { checkAgainstAccount } from "@/lib/people/import/check-against-account";
import { checkLines } from "@/lib/people/import/check-lines";
import { mostBytes } from "@/lib/people/import/columns";
import { countReach, effective, elevatedOf } from "@/lib/people/import/count-reach";
import { readPeople } from "@/lib/people/import/read-people";

export const fileContent = z.string().max(mostBytes, "A file has at most 1 MB. Import it in parts.");

/** What is wrong with a file of people, or, where nothing is, who would be invited to what. Nothing is sent. */
export const previewPeopleImport = query({
  name: "invitation.preview_import",
  permission: "member.invite",
  input: z.object({ content: fileContent }),
  async run({ db, actor, now }, { content }) {
    const rows = readPeople(content);
    const { lines, problems } = checkLines(rows, now);
    const { people, problems: against } = await checkAgainstAccount(db, actor, now, lines, { hold: false });
    const found = [...problems, ...against].toSorted((one, other) => one.line - other.line);
    if (found.length > 0) return { ok: false as const, rows: rows.length, problems: found };

    const reach = await countReach(db, actor, people);
    const elevated = new Map(people.map((person) => [person.line, elevatedOf(effective(person)).length]));
    const own = actor.scopes.get("device.view");
    return {
      ok: true as const,
      /** sent with the file, so that it is sent once */
      importId: newId(),
      /** of each line what role and groups were when this was shown */
      prints: people.map((person) => person.print),
      people: people.map((person) => ({
        line: person.line,
        email: person.email,
        name: person.name,
        company: person.company,
        role: person.role.name,
        elevated: elevated.get(person.line) ?? 0,
        groups: person.scope === "all" ? null : person.groups.map((group) => group.name),
        endsAt: person.endsAt?.toISOString() ?? null,
        secondFactorRequired: person.secondFactorRequired,
        devices: reach.of.get(person.line) ?? { count: 0, exact: true },
      })),
      totals: {
        people: people.length,
        devices: reach.together,
        /** the reader sees only part of the devices, and only that part is counted */
        partly: own !== "all",
        elevatedPeople: [...elevated.values()].filter((count) => count > 0).length,
        elevatedRoles: [
          ...new Set(
            people.filter(({ line }) => (elevated.get(line) ?? 0) > 0).map((person) => person.role.name),
          ),
        ].toSorted((one, other) => one.localeCompare(other, "en")),
        withoutEnd: people.filter((person) => person.endsAt === null).length,
      },
    };
  },
});
