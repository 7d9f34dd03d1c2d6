import { sql } from "kysely";
import { z } from "zod";
import { auditActions } from "@/lib/audit/actions";
import { query } from "@/lib/operation/operation";

/** What the log can be narrowed to: who and what occurs in it. Each index is read by leaps, one per value, not per event. */
export const listActivityFilters = query({
  name: "audit.filters",
  permission: "audit.view",
  input: z.object({}),
  async run({ db, actor }) {
    const account = actor.account.id;
    const actors = await sql<{ id: string; label: string }>`
      with recursive leap as (
        (select actor_id from audit_event where account_id = ${account} and actor_id is not null
         order by actor_id limit 1)
        union all
        select (select e.actor_id from audit_event e
                where e.account_id = ${account} and e.actor_id > leap.actor_id order by e.actor_id limit 1)
        from leap where leap.actor_id is not null
      )
      select leap.actor_id as id, newest.label from (select actor_id from leap where actor_id is not null limit 200) leap
      cross join lateral (
        select e.actor_label as label from audit_event e
        where e.account_id = ${account} and e.actor_id = leap.actor_id order by e.at desc, e.id desc limit 1
      ) newest order by lower(newest.label), leap.actor_id
    `.execute(db);
    const actions = await sql<{ action: string }>`
      with recursive leap as (
        (select action from audit_event where account_id = ${account} order by action limit 1)
        union all
        select (select e.action from audit_event e
                where e.account_id = ${account} and e.action > leap.action order by e.action limit 1)
        from leap where leap.action is not null
      )
      select action from leap where action is not null limit 200
    `.execute(db);
    return {
      actors: actors.rows,
      actions: actions.rows.map(({ action }) => ({
        action,
        label: auditActions[action as keyof typeof auditActions] ?? action,
      })),
    };
  },
});
