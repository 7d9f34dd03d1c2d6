import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { allPermissions, type Permission } from "@/lib/access/permissions";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { changeGrant } from "@/lib/people/change-grant";
import { extendGrant } from "@/lib/people/extend-grant";
import { giveGrant } from "@/lib/people/give-grant";
import { grantRequest } from "@/lib/people/grant-request";
import { importPeople } from "@/lib/people/import/import-people";
import { inviteMember } from "@/lib/people/invite-member";
import { renewInvitation } from "@/lib/people/renew-invitation";
import { requestAccess } from "@/lib/people/request-access";
import { listReviewItems } from "@/lib/reviews/list-review-items";
import { narrowGrant } from "@/lib/reviews/narrow-grant";
import { startReview } from "@/lib/reviews/start-review";
import { changeRole } from "@/lib/roles/change-role";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";

/** What opens the roads. */
const needed: Permission[] = ["role.manage", "grant.manage", "member.invite", "member.view", "group.view"];

let account: TestAccount;
let group: TestGroup;
let administrator: Member;
let target: Member;

beforeAll(async () => {
  account = await makeAccount("every-permission");
  group = await makeGroup(account, "North");
  administrator = await makeAdministrator(account);
  target = await makeMember(account, []);
});

/** What a role gives before it is made to give the permission. */
const baseFor = (permission: Permission): Permission =>
  permission === "usage.view" ? "alert.view" : "usage.view";

const roleOf = async (permissions: Permission[]) =>
  (await perform(administrator, createRole, { name: `role ${newId()}`, permissions })).id;

async function given(permissions: Permission[], to: Member, where: "account" | "group"): Promise<string> {
  const roleId = await roleOf(permissions);
  await perform(administrator, giveGrant, {
    memberId: to.membershipId,
    roleId,
    scope: where === "account" ? { kind: "account" } : { kind: "groups", groupIds: [group.id] },
  });
  return roleId;
}

const where = async (member: Member, permission: Permission) =>
  (await resolveMemberById(account.id, member.userId))?.scopes.get(permission);

/** Every way by which a permission could come to somebody, her own self included; devices' ways are in lib/groups. */
const roads: Record<string, (by: Member, permission: Permission) => Promise<unknown>> = {
  "editing a role somebody has": async (by, permission) => {
    const roleId = await given([baseFor(permission)], target, "account");
    return perform(by, changeRole, {
      roleId,
      version: 1,
      name: `role ${newId()}`,
      permissions: [baseFor(permission), permission],
    });
  },
  "editing a role she has herself": async (by, permission) => {
    const roleId = await given([baseFor(permission)], by, "account");
    return perform(by, changeRole, {
      roleId,
      version: 1,
      name: `role ${newId()}`,
      permissions: [baseFor(permission), permission],
    });
  },
  "editing a role somebody is invited into": async (by, permission) => {
    const roleId = await roleOf([baseFor(permission)]);
    await perform(administrator, inviteMember, {
      email: `${newId()}@example.test`,
      roleId,
      scope: { kind: "account" },
    });
    return perform(by, changeRole, {
      roleId,
      version: 1,
      name: `role ${newId()}`,
      permissions: [baseFor(permission), permission],
    });
  },
  "creating a role and granting it": async (by, permission) => {
    const { id } = await perform(by, createRole, { name: `role ${newId()}`, permissions: [permission] });
    return perform(by, giveGrant, { memberId: target.membershipId, roleId: id, scope: { kind: "account" } });
  },
  "creating a role without, granting it, and adding": async (by, permission) => {
    const { id } = await perform(by, createRole, {
      name: `role ${newId()}`,
      permissions: [baseFor(permission)],
    });
    await perform(by, giveGrant, { memberId: target.membershipId, roleId: id, scope: { kind: "account" } });
    return perform(by, changeRole, {
      roleId: id,
      version: 1,
      name: `role ${newId()}`,
      permissions: [baseFor(permission), permission],
    });
  },
  "granting a role that has it": async (by, permission) =>
    perform(by, giveGrant, {
      memberId: by.membershipId,
      roleId: await roleOf([permission]),
      scope: { kind: "account" },
    }),
  "putting one that has it in a deleted role's place": async (by, permission) => {
    const roleId = await given([baseFor(permission)], target, "account");
    return perform(by, deleteRole, { roleId, version: 1, replacementId: await roleOf([permission]) });
  },
  "putting a built-in one in the place of her own": async (by, permission) => {
    const roleId = await given([baseFor(permission)], by, "account");
    const [builtIn] = await asSuperuser<{ id: string }>(
      "select id from role where account_id = $1 and built_in = 'administrator'",
      [account.id],
    );
    return perform(by, deleteRole, { roleId, version: 1, replacementId: builtIn?.id ?? "" });
  },
  "changing what somebody's grant gives": async (by, permission) => {
    const { id } = await perform(administrator, giveGrant, {
      memberId: target.membershipId,
      roleId: await roleOf([baseFor(permission)]),
      scope: { kind: "account" },
    });
    const roleId = await roleOf([baseFor(permission), permission]);
    return perform(by, changeGrant, { grantId: id, version: 1, roleId, scope: { kind: "account" } });
  },
  "extending somebody's grant": async (by, permission) => {
    const other = await makeMember(account, []);
    const { id } = await perform(administrator, giveGrant, {
      memberId: other.membershipId,
      roleId: await roleOf([permission]),
      scope: { kind: "account" },
      endsAt: inHours(1),
    });
    return perform(by, extendGrant, { grantId: id, version: 1, endsAt: inHours(2) });
  },
  "inviting somebody": async (by, permission) =>
    perform(by, inviteMember, {
      email: `${newId()}@example.test`,
      roleId: await roleOf([permission]),
      scope: { kind: "account" },
    }),
  "sending an invitation again": async (by, permission) => {
    const { id } = await perform(administrator, inviteMember, {
      email: `${newId()}@example.test`,
      roleId: await roleOf([permission]),
      scope: { kind: "account" },
    });
    return perform(by, renewInvitation, { invitationId: id });
  },
  "a file of invitations": async (by, permission) => {
    const name = `role ${newId()}`;
    await perform(administrator, createRole, { name, permissions: [permission] });
    return perform(by, importPeople, {
      content: `email,role,groups\n${newId()}@example.test,${name},whole account\n`,
      importId: newId(),
      prints: ["x.y"],
    });
  },
  "answering a request": async (by, permission) => {
    const asker = await makeMember(account, []);
    const scope = { kind: "account" as const };
    const asked = { kind: "permission" as const, permission, scope, reason: "Needed" };
    const { id } = await perform(asker, requestAccess, asked);
    return perform(by, grantRequest, { requestId: id, roleId: await roleOf([permission]), scope });
  },
  "narrowing in a review": async (by, permission) => {
    const roleId = await given([baseFor(permission)], target, "account");
    const able = await perform(administrator, startReview, {
      title: `Review ${newId()}`,
      kind: "role",
      roleId,
      reviewerIds: [by.membershipId],
      dueAt: inHours(24),
    }).catch(() => null);
    // who lacks what a reviewer needs is not even named
    const { id } =
      able ??
      (await perform(administrator, startReview, {
        title: `Review ${newId()}`,
        kind: "role",
        roleId,
        reviewerIds: [administrator.membershipId],
        dueAt: inHours(24),
      }));
    const { items } = await perform(administrator, listReviewItems, { reviewId: id });
    const [item] = items;
    return perform(by, narrowGrant, {
      reviewId: id,
      item: {
        itemId: item?.id ?? "",
        grantVersion: item?.now?.grantVersion ?? 1,
        roleVersion: item?.now?.roleVersion ?? 1,
      },
      roleId: await roleOf([baseFor(permission), permission]),
      reason: "No longer needed",
    });
  },
};

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** A review only narrows: what gives more is not even an input to it, unless reviewing itself is what is lacked. */
const refusalOf = (road: string) =>
  road === "narrowing in a review" ? expect.stringMatching(/^(invalid|forbidden)$/) : "forbidden";

/** Somebody who holds this by a grant, as a request finds her. */
async function makeShaper(...grants: [Permission[], "account" | "group"][]): Promise<Member> {
  const shaper = await makeMember(account, []);
  for (const [permissions, where] of grants) await given(permissions, shaper, where);
  const found = await resolveMemberById(account.id, shaper.userId);
  if (!found) throw new Error("not a member");
  return found;
}

describe.each(allPermissions)("somebody who lacks %s", (permission) => {
  let shaper: Member;
  beforeAll(async () => {
    shaper = await makeShaper([allPermissions.filter((each) => each !== permission), "account"]);
  });

  it.each(Object.keys(roads))("brings it to nobody by %s", async (road) => {
    const before = await where(target, permission);
    await expect(roads[road]?.(shaper, permission)).rejects.toMatchObject({ code: refusalOf(road) });
    expect(await where(shaper, permission)).toBeUndefined();
    expect(await where(target, permission)).toEqual(before);
  });
});

describe("somebody who holds all of it in one group only", () => {
  it.each(Object.keys(roads))("brings none of it anywhere else by %s", async (road) => {
    const shaper = await makeShaper([needed, "account"], [[...allPermissions], "group"]);
    await expect(roads[road]?.(shaper, "device.terminate")).rejects.toMatchObject({ code: refusalOf(road) });
    expect(await where(shaper, "device.terminate")).toEqual([group.no]);
  });
});
