import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** The groups that the provider put network access servers into, by name: a credential may be accepted from some only. */
export const listNasGroups = query({
  name: "credential.nas_groups",
  permission: "credential.generate",
  input: z.object({}),
  async run({ db }) {
    const { rows } = await sql<{ name: string }>`select nas_groups() as name`.execute(db);
    return { groups: rows.map(({ name }) => name) };
  },
});

export type NasGroups = Awaited<ReturnType<typeof listNasGroups.run>>;
