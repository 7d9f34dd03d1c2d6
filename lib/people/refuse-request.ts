import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { decideRequest } from "@/lib/people/decide-request";
import { lockRequest } from "@/lib/people/lock-request";

/** Refuses what somebody asked for. The reason goes to the asker. */
export const refuseRequest = command({
  name: "access.refuse",
  permission: "grant.manage",
  input: z.object({
    requestId: z.uuid(),
    answer: z.string().trim().min(1, "Say why: the person reads it.").max(500, "At most 500 characters."),
  }),
  target: ({ requestId }) => ({ kind: "access_request", id: requestId }),
  async run(context, { requestId, answer }) {
    const locked = await lockRequest(context, requestId);
    if (!locked) return { id: requestId, outcome: "void" as const };
    await decideRequest(context, locked.request, { outcome: "refused", answer, given: null });
    return { id: requestId, outcome: "refused" as const };
  },
});
