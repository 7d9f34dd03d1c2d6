import type { Metadata } from "next";
import { RoleView } from "@/components/people/role-view";
import { ask } from "@/lib/operation/ask";
import { getRole } from "@/lib/roles/get-role";

export const metadata: Metadata = { title: "Role" };

export default async function Page({ params }: { params: Promise<{ account: string; roleId: string }> }) {
  const { account, roleId } = await params;
  return <RoleView account={account} role={await ask(account, getRole, { roleId })} />;
}
