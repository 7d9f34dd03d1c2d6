import type { Metadata } from "next";
import { ActivityPage } from "@/components/activity/activity-page";
import { PageHeader } from "@/components/ui/page-header";
import { listActivity } from "@/lib/audit/list-activity";
import { listActivityFilters } from "@/lib/audit/list-activity-filters";
import { ask } from "@/lib/operation/ask";

export const metadata: Metadata = { title: "Activity" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const asked = readFilters(await searchParams);
  const [first, choices] = await Promise.all([
    ask(account, listActivity, asked),
    ask(account, listActivityFilters, {}),
  ]);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title="Activity" description="What was done, by whom, and what was refused." />
      <ActivityPage first={first} asked={asked} choices={choices} />
    </div>
  );
}

/** The filters the log knows; a word that is not one of them filters nothing. */
function readFilters(search: Record<string, string | string[] | undefined>) {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const outcome = (["done", "refused", "failed"] as const).find((each) => each === one("outcome"));
  const within = (["1h", "1d", "7d", "30d"] as const).find((each) => each === one("within"));
  const [actor, action, target] = [one("actor"), one("action")?.slice(0, 80), one("target")?.slice(0, 200)];
  return {
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(outcome ? { outcome } : {}),
    ...(target ? { target } : {}),
    ...(within ? { within } : {}),
  };
}
