import type { MemberActions } from "@/components/people/people-actions";
import type { ActionOf } from "@/components/shell/operation-types";
import type { dismissAdvice } from "@/lib/advice/dismiss-advice";
import type { restoreAdvice } from "@/lib/advice/restore-advice";

export interface AdviceActions extends Pick<MemberActions, "change" | "revoke" | "remove"> {
  dismiss: ActionOf<typeof dismissAdvice>;
  restore: ActionOf<typeof restoreAdvice>;
}
