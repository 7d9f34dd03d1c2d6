import { sql } from "kysely";
import { covers, scopesOf } from "@/lib/access/scope";
import { accessRequestedMail } from "@/lib/mail/access-request";
import { actAsSystem } from "@/lib/operation/act-as-system";
import { findHoldings } from "@/lib/people/find-holdings";
import { findManagers } from "@/lib/people/find-managers";
import { readRequest, wantedOf } from "@/lib/people/read-request";
import { sayRequest } from "@/lib/people/say-request";

/** At most so many are written to, of at most so many who give grants. */
const MOST = 10;
const LOOKED_AT = 100;

/** Writes, once, to those who may give what is asked for: they give grants, and hold it there themselves. */
export function tellDeciders(accountId: string, requestId: string, now = new Date()): Promise<void> {
  return actAsSystem(accountId, "access.tell_deciders", async ({ db, enqueue }) => {
    const told = await db
      .updateTable("access_request")
      .set({ told_at: now })
      .where("account_id", "=", accountId)
      .where("id", "=", requestId)
      .where("told_at", "is", null)
      .where("decided_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!told) return;
    const request = await readRequest(db, accountId, requestId);
    const wanted = wantedOf(request);
    const { rows } = await sql<{ slug: string; name: string }>`
      select slug, name from account where id = ${accountId}
    `.execute(db);
    const account = rows[0] ?? { slug: "", name: "" };
    let written = 0;
    for (const manager of await findManagers(db, accountId, now, LOOKED_AT)) {
      if (manager.id === request.asker.id || written === MOST) continue;
      const held = scopesOf(await findHoldings(db, accountId, manager.id, now));
      if (!wanted.permissions.every((each) => covers(held.get(each), wanted.scope))) continue;
      written += 1;
      await enqueue(
        "send-mail",
        accessRequestedMail(manager, request.asker, account, {
          id: request.id,
          what: sayRequest(request),
          until: request.wantedUntil,
          reason: request.reason,
        }),
      );
    }
  });
}
