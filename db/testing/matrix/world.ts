import {
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  makeProvider,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import { fillSeeing, fillSession } from "@/db/testing/fill-seeing";
import { signedInAs } from "@/db/testing/signed-in";
import type { Actor, Member, ProviderOperator } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { FRESH_FOR_MS } from "@/lib/access/proof";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { resolveMember, resolveMemberById, resolveProvider } from "@/lib/operation/resolve-actor";

/** Where a target is: in a group of the account, in another group of it, or in another account. */
export interface Place {
  name: "own" | "other" | "foreign";
  account: TestAccount;
  group: TestGroup;
  /** stands in the name of everything made here, and must never be read by who does not reach here */
  canary: string;
  administrator: Member;
}

export type ActorKind =
  | "anonymous"
  | "half_signed_in"
  | "waiting_for_enrolment"
  | "stranger"
  | "foreign_administrator_here"
  | "provider_without"
  | "provider"
  | "member_without"
  | "member_with"
  | "member_elsewhere"
  | "member_elsewhere_seeing"
  | "administrator"
  | "administrator_outside"
  | "administrator_stale"
  | "administrator_seeing"
  | "provider_stale"
  | "foreign_administrator";

export interface World {
  places: Record<Place["name"], Place>;
  /** The actor of a kind, for an operation with this permission: resolved from the database as a request resolves it. */
  actor(kind: ActorKind, permission: string, besides?: readonly Permission[]): Promise<Actor>;
}

const stale: Partial<SignedIn> = {
  proof: { at: new Date(Date.now() - FRESH_FOR_MS), with: "app" },
  factors: ["app"],
};

export async function makeWorld(): Promise<World> {
  const account = await makeAccount("matrix");
  const foreignAccount = await makeAccount("matrix-foreign");
  const [own, other] = [
    await makeGroup(account, "own-canary group"),
    await makeGroup(account, "other-canary group"),
  ];
  const foreign = await makeGroup(foreignAccount, "foreign-canary group");
  const administrator = await makeAdministrator(account);
  const foreignAdministrator = await makeAdministrator(foreignAccount);
  const provider = await makeProvider();
  const known = new Map<string, Promise<Actor>>();
  const held = (permission: string) => (permission in permissions ? [permission as Permission] : []);
  const resolved = async (member: Member): Promise<Actor> => {
    const actor = await resolveMemberById(member.account.id, member.userId);
    if (!actor) throw new Error("not a member");
    return { ...actor, address: member.address, sessionId: await fillSession(member.userId) };
  };

  const make: Record<ActorKind, (permission: string, besides: readonly Permission[]) => Promise<Actor>> = {
    anonymous: async () => resolveMember(null, account.slug, "192.0.2.9"),
    half_signed_in: async () =>
      resolveMember(
        signedInAs(administrator, { complete: false, waitingFor: "second_factor" }),
        account.slug,
        null,
      ),
    waiting_for_enrolment: async () =>
      resolveMember(
        signedInAs(administrator, { complete: false, waitingFor: "enrolment" }),
        account.slug,
        null,
      ),
    stranger: async () => resolveMember(signedInAs(await makeProvider()), account.slug, null),
    foreign_administrator_here: async () =>
      resolveMember(signedInAs(foreignAdministrator), account.slug, null),
    provider_without: async () => ({ ...(await makeProvider()), permissions: new Set() }) as ProviderOperator,
    provider: async () => provider,
    member_without: async () => resolved(await makeMember(account, [])),
    member_with: async (permission, besides) =>
      resolved(await makeMember(account, [...held(permission), ...besides])),
    member_elsewhere: async (permission) => resolved(await makeMember(account, held(permission), [other.no])),
    member_elsewhere_seeing: async (permission) => {
      const limited = await makeMember(account, held(permission), [other.no]);
      const seeing = await makeMember(account, ["device.view", "group.view", "credential.view"]);
      const [one, two] = [await resolved(limited), await resolved(seeing)];
      if (one.kind !== "member" || two.kind !== "member") throw new Error("not a member");
      return { ...one, scopes: new Map([...one.scopes, ...two.scopes, ...limitedTo(one, permission)]) };
    },
    administrator: async () => resolved(administrator),
    // from an address that the account does not admit
    administrator_outside: async () => {
      const ranges = [{ id: account.id, name: account.name, ranges: ["198.51.100.0/24"] }];
      const session = signedInAs(administrator);
      const policy = { ...session.policy, accounts: ranges };
      return resolveMember({ ...session, policy }, account.slug, "192.0.2.1");
    },
    // whoever found an open session, five minutes after its owner last showed who they are
    administrator_stale: async () => resolveMember(signedInAs(administrator, stale), account.slug, null),
    // who holds everything, while she looks as somebody who holds the permission in the other group
    administrator_seeing: async (permission) => {
      const [seer, seen] = [
        await makeAdministrator(account),
        await makeMember(account, held(permission), [other.no]),
      ];
      const sessionId = await fillSeeing(seer, seen);
      return resolveMember(signedInAs(seer, { sessionId }), account.slug, "192.0.2.1");
    },
    provider_stale: async () => {
      const { userId, email } = await makeProvider();
      return resolveProvider(signedInAs({ userId, email }, { ...stale, providerRole: "operator" }), null);
    },
    foreign_administrator: async () => resolved(foreignAdministrator),
  };

  return {
    places: {
      own: { name: "own", account, group: own, canary: "own-canary", administrator },
      other: { name: "other", account, group: other, canary: "other-canary", administrator },
      foreign: {
        name: "foreign",
        account: foreignAccount,
        group: foreign,
        canary: "foreign-canary",
        administrator: foreignAdministrator,
      },
    },
    actor(kind, permission, besides = []) {
      const perPermission =
        (kind.startsWith("member_") && kind !== "member_without") || kind === "administrator_seeing";
      const key = perPermission ? [kind, permission, ...besides].join(" ") : kind;
      const actor = known.get(key) ?? make[kind](permission, besides);
      known.set(key, actor);
      return actor;
    },
  };
}

/** What was limited stays limited: device.view itself, for one, is then not seen everywhere. */
function limitedTo(member: Member, permission: string) {
  const scope = member.scopes.get(permission as Permission);
  return scope === undefined ? [] : ([[permission as Permission, scope]] as const);
}
