import type { Metadata } from "next";
import { RoleFrame } from "@/components/roles/role-frame";
import { RoleView } from "@/components/roles/role-view";
import { ask } from "@/lib/operation/ask";
import { getRole } from "@/lib/roles/get-role";
import { listRoles } from "@/lib/roles/list-roles";
import { remove } from "../actions";

export const metadata: Metadata = { title: "Role" };

export default async function Page({ params }: { params: Promise<{ account: string; roleId: string }> }) {
  const { account, roleId } = await params;
  const [role, { roles }] = await Promise.all([
    ask(account, getRole, { roleId }),
    ask(account, listRoles, {}),
  ]);
  return (
    <RoleFrame role={role} roles={roles} remove={remove}>
      <RoleView role={role} />
    </RoleFrame>
  );
}
