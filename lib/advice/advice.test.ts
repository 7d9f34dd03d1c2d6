import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPermissions, type Permission, permissions } from "@/lib/access/permissions";
import { builtInRoles } from "@/lib/access/roles";
import { covers, type Scope } from "@/lib/access/scope";
import type { Facts, GrantFact, MemberFact, RoleFact } from "@/lib/advice/facts";
import { figuresOf, findAdvice } from "@/lib/advice/find-advice";
import type { Finding, Offer } from "@/lib/advice/finding";

const now = new Date("2026-06-01T12:00:00Z");
const from = new Date("2026-03-03T12:00:00Z");
const long = new Date("2026-01-01T00:00:00Z");
const lately = new Date("2026-05-20T00:00:00Z");

const roles: RoleFact[] = [
  ...Object.entries(builtInRoles).map(([builtIn, role]) => ({
    id: builtIn,
    name: role.name,
    builtIn,
    permissions: role.permissions,
  })),
  { id: "viewer", name: "Viewer", builtIn: null, permissions: ["device.view", "group.view", "usage.view"] },
  { id: "terminator", name: "Terminator", builtIn: null, permissions: ["device.view", "device.terminate"] },
];
const roleOf = (id: string): RoleFact => roles.find((role) => role.id === id) as RoleFact;

const person = (id: string, rest: Partial<MemberFact> = {}): MemberFact => ({
  id,
  name: `Person ${id}`,
  email: `${id}@example.test`,
  company: null,
  joinedAt: long,
  lastSeenAt: lately,
  withoutFactor: false,
  ...rest,
});

let serial = 0;
function grant(memberId: string, role: string, scope: Scope, since = long): GrantFact {
  serial += 1;
  return {
    id: `g${serial}`,
    version: 1,
    memberId,
    role: roleOf(role),
    wholeAccount: scope === "all",
    groupNos: scope === "all" ? [] : scope,
    since,
    endsAt: null,
    held: {
      reachSince: since,
      permissionsSince: Object.fromEntries(
        roleOf(role).permissions.map((permission) => [permission, since.toISOString()]),
      ),
    },
  };
}

type Uses = Record<string, Partial<Record<Permission, number[]>>>;

function factsOf(grants: GrantFact[], uses: Uses, rest: Partial<Facts> = {}): Facts {
  const ids = [...new Set(grants.map(({ memberId }) => memberId))];
  return {
    now,
    from,
    fromText: from.toISOString(),
    countedSince: long,
    members: ids.map((id) => person(id)),
    roles,
    grants,
    wholeLately: new Set(grants.filter((each) => each.wholeAccount).map(({ memberId }) => memberId)),
    uses: new Map(
      Object.entries(uses).map(([id, used]) => [
        id,
        new Map(Object.entries(used).map(([permission, groups]) => [permission, { groups, at: lately }])),
      ]),
    ),
    groups: [],
    ...rest,
  };
}

const told = (facts: Facts, kind: Finding["kind"]) => findAdvice(facts).filter((each) => each.kind === kind);

/** What a member would hold once an offer were taken, worked out without the advisor's own code. */
function scopesAfter(grants: readonly GrantFact[], memberId: string, offer?: Offer): Map<Permission, Scope> {
  const held = new Map<Permission, Scope>();
  for (const each of grants) {
    if (each.memberId !== memberId) continue;
    const taken = offer && offer.does !== "remove" && offer.grant === each ? offer : undefined;
    if (taken?.does === "revoke") continue;
    const role = taken?.does === "change" ? taken.role : each.role;
    const groups = taken?.does === "change" ? taken.groupNos : each.groupNos;
    for (const permission of role.permissions) {
      const before = held.get(permission);
      if (each.wholeAccount) held.set(permission, "all");
      else if (before !== "all" && permissions[permission].scope === "device" && groups.length > 0)
        held.set(permission, [...new Set([...(before ?? []), ...groups])]);
    }
  }
  return held;
}

describe("the advisor", () => {
  it("never advises what would take away a permission where it was used, and never what would give one", () => {
    const scopes = fc.oneof(
      fc.constant("all" as const),
      fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    );
    const given = fc.array(
      fc.record({
        member: fc.constantFrom("a", "b"),
        role: fc.constantFrom(...roles.map(({ id }) => id)),
        scope: scopes,
        old: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const acts = fc.array(
      fc.record({
        member: fc.constantFrom("a", "b"),
        permission: fc.constantFrom(...allPermissions),
        group: fc.integer({ min: 0, max: 5 }),
      }),
      { maxLength: 25 },
    );
    let offered = 0;
    fc.assert(
      fc.property(given, acts, (asked, wanted) => {
        const grants = asked.map(({ member, role, scope, old }) =>
          grant(member, role, scope, old ? long : lately),
        );
        const uses: Uses = {};
        const used: { member: string; permission: Permission; group: number }[] = [];
        for (const { member, permission, group } of wanted) {
          const scope = scopesAfter(grants, member).get(permission);
          if (scope === undefined) continue;
          // as it is counted: whoever holds the whole account uses no group
          const no = scope !== "all" && scope.includes(group) ? group : 0;
          uses[member] ??= {};
          const known = uses[member];
          known[permission] = [...(known[permission] ?? []), no];
          used.push({ member, permission, group: no });
        }
        for (const each of findAdvice(factsOf(grants, uses)))
          for (const offer of each.offers) {
            if (offer.does === "remove") continue;
            offered += 1;
            const member = offer.grant.memberId;
            const [before, after] = [scopesAfter(grants, member), scopesAfter(grants, member, offer)];
            for (const use of used.filter((one) => one.member === member)) {
              expect(after.has(use.permission)).toBe(true);
              if (before.get(use.permission) === "all") expect(after.get(use.permission)).toBe("all");
              else if (use.group > 0) expect(covers(after.get(use.permission), [use.group])).toBe(true);
            }
            for (const [permission, scope] of after) expect(covers(before.get(permission), scope)).toBe(true);
          }
      }),
      { numRuns: 2_000 },
    );
    expect(offered).toBeGreaterThan(500);
  });

  it("calls nothing unused that had no chance to be used", () => {
    const young = grant("a", "technician", [1, 2], lately);
    expect(findAdvice(factsOf([young], {})).map(({ kind }) => kind)).toEqual([]);
    const unseen = { ...grant("a", "technician", [1, 2]), held: null };
    expect(findAdvice(factsOf([unseen], {}))).toEqual([]);
    const widened = grant("a", "technician", [1, 2]);
    const wider = { ...widened, held: widened.held && { ...widened.held, reachSince: lately } };
    expect(told(factsOf([wider], { a: { "device.view": [1] } }), "wide_scope")).toEqual([]);
    // a permission that the role was given lately: the others are told, and it stays
    const edited = grant("a", "terminator", "all");
    edited.held = {
      reachSince: long,
      permissionsSince: { "device.view": long.toISOString(), "device.terminate": lately.toISOString() },
    };
    const [finding] = told(factsOf([edited], {}), "unused_permissions");
    expect(finding).toMatchObject({ permissions: ["device.view"], offers: [], noOffer: "no_narrower_role" });
  });

  it("offers the narrowest role that still covers what was used", () => {
    const held = grant("a", "device_operator", [1]);
    const [finding] = told(
      factsOf([held], { a: { "device.view": [1], "usage.view": [0] } }),
      "unused_permissions",
    );
    expect(finding?.offers).toMatchObject([{ does: "change", role: { id: "viewer" }, groupNos: [1] }]);
    const [other] = told(
      factsOf([held], { a: { "device.view": [1], "device.suspend": [1] } }),
      "unused_permissions",
    );
    expect(other?.offers).toMatchObject([{ does: "change", role: { id: "technician" } }]);
  });

  it("offers to end a grant of which nothing was used, and the groups that were", () => {
    const unused = grant("a", "technician", [3]);
    const wide = grant("b", "viewer", [1, 2, 3, 4, 5, 6, 7]);
    const facts = factsOf([unused, wide], {
      b: { "device.view": [0, 4], "usage.view": [4], "group.view": [4] },
    });
    expect(told(facts, "unused_grant")[0]?.offers).toEqual([{ does: "revoke", grant: unused }]);
    expect(told(facts, "wide_scope")[0]).toMatchObject({ used: 1, of: 7, offers: [{ groupNos: [4] }] });
  });

  it("takes nothing from the last administrator, and no role from who gives access", () => {
    const only = grant("a", "administrator", "all");
    expect(told(factsOf([only], {}), "unused_grant")[0]).toMatchObject({
      offers: [],
      noOffer: "last_administrator",
    });
    const second = grant("b", "administrator", "all");
    const facts = factsOf([only, second], { b: { "grant.manage": [0] } });
    expect(told(facts, "unused_grant")[0]?.offers).toHaveLength(1);
    expect(told(facts, "unused_permissions")[0]).toMatchObject({ offers: [], noOffer: "gives_access" });
  });

  it("tells who holds elevated permissions, who has no second factor, who was not here and what nobody watches", () => {
    const grants = [grant("a", "administrator", "all"), grant("b", "viewer", [1])];
    const facts = factsOf(
      grants,
      { b: { "device.view": [1], "group.view": [1], "usage.view": [0] } },
      {
        members: [person("a"), person("b", { withoutFactor: true, lastSeenAt: null })],
        groups: [1, 2].map((no) => ({
          id: `group ${no}`,
          no,
          name: `Group ${no}`,
          deviceCount: 3,
          createdAt: long,
        })),
      },
    );
    expect(told(facts, "elevated").map(({ subjectId }) => subjectId)).toEqual(["a"]);
    expect(told(facts, "no_factor").map(({ subjectId }) => subjectId)).toEqual(["b"]);
    expect(told(facts, "stale")).toMatchObject([{ subjectId: "b", offers: [{ does: "remove" }] }]);
    expect(told(facts, "unwatched")).toMatchObject([
      { subjectId: "group 2", because: ["no_grant", "not_opened"] },
    ]);
    expect(figuresOf(facts)).toEqual({
      members: 2,
      elevatedHolders: 1,
      withoutFactor: 1,
      unusedPermissions: allPermissions.length,
    });
  });
});
