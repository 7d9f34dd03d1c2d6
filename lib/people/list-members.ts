import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";
import { findWithoutFactor } from "@/lib/people/find-factors";
import { findGroups } from "@/lib/people/find-groups";
import {
  type EndedBecause,
  type MemberStatus,
  memberStatuses,
  statusOfMember,
} from "@/lib/people/member-status";
import { type GrantView, readGrants } from "@/lib/people/read-grants";
import { readInvitedScopes } from "@/lib/people/read-invited-scopes";

const position = z.tuple([z.string(), z.uuid()]);

export interface PersonRow {
  kind: "member" | "invitation";
  id: string;
  name: string;
  email: string;
  company: string | null;
  status: MemberStatus;
  because: EndedBecause | null;
  lastSeenAt: string | null;
  /** a member who signs in with a password alone */
  withoutFactor: boolean;
  /** required of this very person, whatever the policy says */
  secondFactorRequired: boolean;
  /** live and upcoming ones; of a person whose access ended, what it was */
  grants: Pick<GrantView, "id" | "role" | "wholeAccount" | "groups" | "hiddenGroups" | "endsAt" | "status">[];
  invitation: { expiresAt: string; expired: boolean; invitedBy: string; invitedAt: string } | null;
}

interface Row {
  kind: "member" | "invitation";
  id: string;
  name: string;
  email: string;
  company: string | null;
  secondFactorRequired: boolean;
  key: string;
  lastSeenAt: Date | null;
  removed: boolean;
}

/** The people of the account in the order of their names: members, and who is invited and has not answered. */
export const listMembers = query({
  name: "member.list",
  permission: "member.view",
  input: z.object({
    search: z.string().trim().toLowerCase().max(120).default(""),
    role: z.uuid().optional(),
    group: z.uuid().optional(),
    status: z.enum(memberStatuses).optional(),
    /** who signs in with a password alone, or of whom a second factor is required personally */
    factor: z.enum(["none", "required"]).optional(),
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async run({ db, actor, now }, input) {
    const [group] = input.group ? await findGroups(db, actor, [input.group]) : [];
    const after = input.cursor ? decodeCursor(input.cursor, position) : null;
    const people = peopleOf(actor.account.id, now, { ...input, groupNo: group?.no ?? null });
    const { rows } = await sql<Row>`
      select * from (
        (${people.members(after, input.limit + 1)}) union all (${people.invitations(after, input.limit + 1)})
      ) people order by key, id limit ${input.limit + 1}
    `.execute(db);
    const counted = await sql<{ total: number }>`
      select (select count(*) from (${people.members(null, null)}) m)
           + (select count(*) from (${people.invitations(null, null)}) i) as total
    `.execute(db);

    const page = rows.slice(0, input.limit);
    const ids = (kind: Row["kind"]) => page.filter((row) => row.kind === kind).map((row) => row.id);
    const grants = await readGrants(db, actor, ids("member"), now);
    const invited = await readInvitedScopes(db, actor, ids("invitation"), now);
    const withoutFactor = await findWithoutFactor(db, ids("member"));
    const last = page.at(-1);
    return {
      people: page.map(({ key: _, removed, lastSeenAt, ...row }): PersonRow => {
        const scopes = invited.get(row.id);
        if (scopes)
          return {
            ...row,
            status: "invited",
            because: null,
            lastSeenAt: null,
            withoutFactor: false,
            ...scopes,
          };
        const all = grants.get(row.id) ?? [];
        const current = all.filter((grant) => grant.status === "live" || grant.status === "upcoming");
        return {
          ...row,
          ...statusOfMember(removed, all),
          lastSeenAt: lastSeenAt?.toISOString() ?? null,
          withoutFactor: withoutFactor.has(row.id),
          grants: current.length > 0 ? current : all.slice(0, 1),
          invitation: null,
        };
      }),
      total: counted.rows[0]?.total ?? 0,
      next: rows.length > input.limit && last ? encodeCursor([last.key, last.id]) : null,
    };
  },
});

interface Filter {
  search: string;
  role?: string | undefined;
  groupNo: number | null;
  status?: MemberStatus | undefined;
  factor?: "none" | "required" | undefined;
}

/** The two halves of the list. Each walks its own order as far as one page; who was removed is shown only when asked for. */
function peopleOf(account: string, now: Date, filter: Filter) {
  const page = (
    key: RawBuilder<unknown>,
    id: string,
    after: [string, string] | null,
    limit: number | null,
  ) =>
    limit === null
      ? sql``
      : sql`${after ? sql`and (${key}, ${sql.ref(id)}) > (${after[0]}, ${after[1]}::uuid)` : sql``}
          order by ${key}, ${sql.ref(id)} limit ${limit}`;
  const given = (state: RawBuilder<unknown>) => sql`exists (
    select 1 from role_grant g where g.account_id = ${account} and g.membership_id = m.id and ${state})`;
  const live = sql`g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now})
    and (g.starts_at is null or g.starts_at <= ${now})`;
  const current = sql`g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now})`;
  const only: Record<MemberStatus, RawBuilder<unknown>> = {
    active: sql`m.removed_at is null and ${given(live)}`,
    upcoming: sql`m.removed_at is null and not ${given(live)} and ${given(current)}`,
    ended: sql`(m.removed_at is not null or not ${given(current)})`,
    invited: sql`false`,
  };
  const memberKey = sql`lower(m.name) collate "C"`;
  const invitationKey = sql`lower(coalesce(nullif(i.name, ''), i.email)) collate "C"`;
  return {
    members: (after: [string, string] | null, limit: number | null) => sql`
      select 'member' as kind, m.id, m.name, m.email, m.company, ${memberKey} as key,
        m.second_factor_required as "secondFactorRequired", m.last_seen_at as "lastSeenAt", m.removed_at is not null as removed
      from membership m
      where m.account_id = ${account} and ${filter.status ? only[filter.status] : sql`m.removed_at is null`}
        ${filter.search ? sql`and (strpos(lower(m.name), ${filter.search}) > 0 or strpos(m.email, ${filter.search}) > 0)` : sql``}
        ${filter.factor === "required" ? sql`and m.second_factor_required` : sql``}
        ${
          filter.factor === "none"
            ? sql`and m.id in (
                select member from second_factors_of_members() where apps + keys + phones = 0)`
            : sql``
        }
        ${filter.role ? sql`and ${given(sql`${current} and g.role_id = ${filter.role}`)}` : sql``}
        ${
          filter.groupNo === null
            ? sql``
            : sql`and ${given(sql`${current} and exists (
                select 1 from role_grant_group gg
                where gg.account_id = ${account} and gg.grant_id = g.id and gg.group_no = ${filter.groupNo})`)}`
        }
        ${page(memberKey, "m.id", after, limit)}`,
    invitations: (after: [string, string] | null, limit: number | null) => sql`
      select 'invitation' as kind, i.id, i.name, i.email, i.company, ${invitationKey} as key,
        i.second_factor_required as "secondFactorRequired", null::timestamptz as "lastSeenAt", false as removed
      from invitation i
      where i.account_id = ${account} and i.accepted_at is null and i.revoked_at is null
        ${filter.status && filter.status !== "invited" ? sql`and false` : sql``}
        ${filter.search ? sql`and (strpos(lower(i.name), ${filter.search}) > 0 or strpos(i.email, ${filter.search}) > 0)` : sql``}
        ${filter.factor === "required" ? sql`and i.second_factor_required` : sql``}
        ${filter.factor === "none" ? sql`and false` : sql``}
        ${filter.role ? sql`and i.role_id = ${filter.role}` : sql``}
        ${filter.groupNo === null ? sql`` : sql`and ${filter.groupNo} = any(i.group_nos)`}
        ${page(invitationKey, "i.id", after, limit)}`,
  };
}
