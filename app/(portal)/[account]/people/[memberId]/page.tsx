import type { Metadata } from "next";
import { MemberPage } from "@/components/people/member-page";
import { ask } from "@/lib/operation/ask";
import { getMember } from "@/lib/people/get-member";
import { listRoles } from "@/lib/roles/list-roles";
import {
  cancelReset,
  change,
  demandFactor,
  endSessions,
  excuseFactor,
  extend,
  give,
  remove,
  requestReset,
  revoke,
  see,
} from "../actions";

export const metadata: Metadata = { title: "Person" };

type Props = {
  params: Promise<{ account: string; memberId: string }>;
  searchParams: Promise<{ extend?: string | string[] }>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account, memberId } = await params;
  const { extend: extending } = await searchParams;
  const [first, { roles }] = await Promise.all([
    ask(account, getMember, { memberId }),
    ask(account, listRoles, {}),
  ]);
  return (
    <MemberPage
      first={first}
      roles={roles}
      extending={typeof extending === "string" ? extending : undefined}
      actions={{
        cancelReset,
        change,
        endSessions,
        extend,
        give,
        remove,
        requestReset,
        revoke,
        requireFactor: demandFactor,
        releaseFactor: excuseFactor,
        seeAs: see,
      }}
    />
  );
}
