import type { Metadata } from "next";
import { MemberPage } from "@/components/people/member-page";
import { ask } from "@/lib/operation/ask";
import { getMember } from "@/lib/people/get-member";
import { listRoles } from "@/lib/roles/list-roles";
import { cancelReset, change, endSessions, give, remove, requestReset, revoke } from "../actions";

export const metadata: Metadata = { title: "Person" };

export default async function Page({ params }: { params: Promise<{ account: string; memberId: string }> }) {
  const { account, memberId } = await params;
  const [first, { roles }] = await Promise.all([
    ask(account, getMember, { memberId }),
    ask(account, listRoles, {}),
  ]);
  return (
    <MemberPage
      first={first}
      roles={roles}
      actions={{ cancelReset, change, endSessions, give, remove, requestReset, revoke }}
    />
  );
}
