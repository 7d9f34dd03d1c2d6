import { allPermissions, type Permission, permissions } from "@/lib/access/permissions";
import { covers, type Scope } from "@/lib/access/scope";
import { apiOperations } from "@/lib/preview/api-operations";
import { buttons } from "@/lib/preview/buttons";

export type Held = ReadonlyMap<Permission, Scope>;

/** Where something may be done: nowhere, on the devices of some groups, in the whole account. */
export type Where = "no" | "groups" | "account";
export type Turn = "same" | "gained" | "lost" | "wider" | "narrower" | "moved";

export interface Compared {
  before: Where;
  after: Where;
  turn: Turn;
}

export interface ComparedPermission extends Compared {
  key: Permission;
  area: string;
  label: string;
  elevated: boolean;
}

/** What somebody may do before and after, as permissions, as buttons and as operations of the API. What is never there is left out. */
export function compareAccess(before: Held, after: Held) {
  const turnOf = (key: Permission) => compare(before.get(key), after.get(key));
  const there = ({ before: had, after: has }: Compared) => had !== "no" || has !== "no";
  return {
    permissions: allPermissions
      .map((key): ComparedPermission => {
        const { area, label, elevated } = permissions[key];
        return { key, area, label, elevated, ...turnOf(key) };
      })
      .filter(there),
    buttons: buttons
      .map(({ permission, label, page }) => ({ label, page, ...turnOf(permission) }))
      .filter(there),
    api: apiOperations
      .map(({ permission, method, path }) => ({ label: `${method} ${path}`, ...turnOf(permission) }))
      .filter(there),
  };
}

const whereOf = (scope: Scope | undefined): Where =>
  scope === undefined || scope.length === 0 ? "no" : scope === "all" ? "account" : "groups";

function compare(had: Scope | undefined, has: Scope | undefined): Compared {
  const [before, after] = [whereOf(had), whereOf(has)];
  const [keeps, within] = [covers(has, had ?? []), covers(had, has ?? [])];
  const turn = (): Turn => {
    if (before === "no") return after === "no" ? "same" : "gained";
    if (after === "no") return "lost";
    if (keeps) return within ? "same" : "wider";
    return within ? "narrower" : "moved";
  };
  return { before, after, turn: turn() };
}
