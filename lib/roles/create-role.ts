import { z } from "zod";
import { permissions } from "@/lib/access/permissions";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";
import { assertStillHolds, findRole, lockAccess } from "@/lib/people/public";
import { assertNameFree } from "@/lib/roles/assert-name-free";
import { assertMayAdd } from "@/lib/roles/lacking";
import { recordVersion } from "@/lib/roles/record-version";
import { roleInput } from "@/lib/roles/role-input";

/** A role of the account's own, made from another one or from nothing. It gives nobody anything before it is granted. */
export const createRole = command({
  name: "role.create",
  permission: "role.manage",
  input: z.object({ ...roleInput, from: z.uuid().nullable().default(null) }),
  async run({ db, actor, now, audit, publish }, input) {
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "role.manage");
    const from = input.from === null ? null : await findRole(db, actor.account.id, input.from);
    await assertNameFree(db, actor.account.id, input.name, null);
    await assertMayAdd(db, actor, now, input.permissions, []);
    const id = newId();
    const { name, description } = input;
    await db.insertInto("role").values({ id, name, description, permissions: input.permissions }).execute();
    await recordVersion(db, actor, "created", { ...input, id, version: 1 });
    audit("role.created", {
      target: { kind: "role", id, label: name },
      after: { name, description, permissions: input.permissions.map((key) => permissions[key].label) },
      ...(from ? { from: from.name } : {}),
    });
    publish({ topic: "people" });
    return { id, name };
  },
});
