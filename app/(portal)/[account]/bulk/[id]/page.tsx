import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BulkProgress } from "@/components/bulk/bulk-progress";
import { getBulkAction } from "@/lib/bulk/get-bulk-action";
import { listBulkItems } from "@/lib/bulk/list-bulk-items";
import { ask } from "@/lib/operation/ask";
import {
  cancelActivatingMany,
  cancelGeneratingMany,
  cancelGroupingMany,
  cancelIsolatingMany,
  cancelSuspendingMany,
} from "../actions";
import { bulkActions } from "../bulk-actions";

export const metadata: Metadata = { title: "Work on many devices" };

export default async function Page({ params }: { params: Promise<{ account: string; id: string }> }) {
  const { account, id } = await params;
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound();
  const [first, items] = await Promise.all([
    ask(account, getBulkAction, { bulkActionId: id }),
    ask(account, listBulkItems, { bulkActionId: id }),
  ]);
  return (
    <BulkProgress
      first={first}
      items={items}
      download={bulkActions.download}
      cancel={{
        activate: cancelActivatingMany,
        suspend: cancelSuspendingMany,
        resume: cancelSuspendingMany,
        isolate: cancelIsolatingMany,
        release: cancelIsolatingMany,
        generate_credentials: cancelGeneratingMany,
        rotate_credentials: cancelGeneratingMany,
        add_to_group: cancelGroupingMany,
        remove_from_group: cancelGroupingMany,
      }}
    />
  );
}
