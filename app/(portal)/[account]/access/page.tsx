import type { Metadata } from "next";
import { OwnAccess } from "@/components/people/own-access";
import { ask } from "@/lib/operation/ask";
import { getOwnAccess } from "@/lib/people/get-own-access";
import { request, withdraw } from "./actions";

export const metadata: Metadata = { title: "Your access" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Open to every member: what one has here, and what one asked for. */
export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const search = await searchParams;
  const first = await ask(account, getOwnAccess, {});
  const wanted = first.permissions.find(({ key }) => key === search.ask)?.key;
  const extending = first.grants.find(({ id }) => id === search.extend)?.id;
  return (
    <OwnAccess first={first} wanted={wanted} extending={extending} request={request} withdraw={withdraw} />
  );
}
