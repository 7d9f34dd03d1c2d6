import { z } from "zod";
import { csvLine } from "@/lib/kernel/csv";
import { query } from "@/lib/operation/operation";
import { peopleColumns, wholeAccountWords } from "@/lib/people/import/columns";

/** A file with the headings and two examples, to be overwritten. */
export const getPeopleTemplate = query({
  name: "invitation.import_template",
  permission: "member.invite",
  input: z.object({}),
  run: async ({ now }) => {
    const later = new Date(now.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
    const examples = [
      [
        "ana@example.com",
        "Ana Reyes",
        "Field Works",
        "Technician",
        "North; Harbour",
        later,
        "yes",
        "Welcome",
      ],
      ["ben@example.com", "Ben Okoro", "", "Auditor", wholeAccountWords, "", "no", ""],
    ];
    return {
      name: "people.csv",
      type: "text/csv",
      content: [[...peopleColumns], ...examples].map(csvLine).join(""),
    };
  },
});
