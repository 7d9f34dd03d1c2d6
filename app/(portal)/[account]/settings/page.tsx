import { redirect } from "next/navigation";

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  redirect(`/${(await params).account}/settings/security`);
}
