import fc from "fast-check";
import { expect, it } from "vitest";
import { allPermissions } from "@/lib/access/permissions";
import { scopesOf } from "@/lib/access/scope";
import { addUp, type Held, type TimedGrant } from "@/lib/matrix/add-up";

/** The same, told plainly: at each end everything is added up again. */
function plainly(grants: readonly TimedGrant[]): Map<string, Held> {
  const held = new Map<string, Held>(
    [...scopesOf(grants)].map(([permission, scope]) => [permission, { scope, until: null, wholly: false }]),
  );
  const ends = [...new Set(grants.flatMap(({ endsAt }) => (endsAt ? [endsAt.getTime()] : [])))];
  for (const end of ends.sort((one, other) => one - other)) {
    const left = scopesOf(grants.filter(({ endsAt }) => endsAt === null || endsAt.getTime() > end));
    for (const [permission, now] of held) {
      const later = left.get(permission as (typeof allPermissions)[number]);
      if (now.until !== null || JSON.stringify(later) === JSON.stringify(now.scope)) continue;
      held.set(permission, { ...now, until: new Date(end), wholly: later === undefined });
    }
  }
  return held;
}

const grant = fc.record({
  permissions: fc.uniqueArray(fc.constantFrom(...allPermissions), { maxLength: 8 }),
  wholeAccount: fc.boolean(),
  groupNos: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
  endsAt: fc.option(
    fc.integer({ min: 1, max: 5 }).map((day) => new Date(day * 86_400_000)),
    { nil: null },
  ),
});

it("says of every permission when something of it first ends, and whether all of it does", () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 6 }), (grants) => {
      expect(addUp(grants)).toEqual(plainly(grants));
    }),
    { numRuns: 2_000, seed: 20_261_122 },
  );
});
