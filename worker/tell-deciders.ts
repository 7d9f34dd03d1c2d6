import type { TaskPayload } from "@/lib/kernel/tasks";
import { tellDeciders } from "@/lib/people/tell-deciders";

/** Writes to those who may decide a request for access. A second run finds that they were told. */
export const tellDecidersTask = ({ accountId, requestId }: TaskPayload<"tell-deciders">): Promise<void> =>
  tellDeciders(accountId, requestId);
