import type { Metadata } from "next";
import { RoleFrame } from "@/components/roles/role-frame";
import { RoleHistory } from "@/components/roles/role-history";
import { ask } from "@/lib/operation/ask";
import { getRole } from "@/lib/roles/get-role";
import { listRoleVersions } from "@/lib/roles/list-role-versions";
import { listRoles } from "@/lib/roles/list-roles";
import { remove } from "../../actions";

export const metadata: Metadata = { title: "History of a role" };

export default async function Page({ params }: { params: Promise<{ account: string; roleId: string }> }) {
  const { account, roleId } = await params;
  const [role, history, { roles }] = await Promise.all([
    ask(account, getRole, { roleId }),
    ask(account, listRoleVersions, { roleId }),
    ask(account, listRoles, {}),
  ]);
  return (
    <RoleFrame role={role} roles={roles} remove={remove}>
      <RoleHistory history={history} />
    </RoleFrame>
  );
}
