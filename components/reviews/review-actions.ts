import type { ActionOf } from "@/components/shell/operation-types";
import type { cancelReview } from "@/lib/reviews/cancel-review";
import type { endGrant } from "@/lib/reviews/end-grant";
import type { handOverItems } from "@/lib/reviews/hand-over-items";
import type { keepGrants } from "@/lib/reviews/keep-grants";
import type { narrowGrant } from "@/lib/reviews/narrow-grant";
import type { signOffReview } from "@/lib/reviews/sign-off-review";

export interface ReviewActions {
  keep: ActionOf<typeof keepGrants>;
  narrow: ActionOf<typeof narrowGrant>;
  end: ActionOf<typeof endGrant>;
  handOver: ActionOf<typeof handOverItems>;
  signOff: ActionOf<typeof signOffReview>;
  cancel: ActionOf<typeof cancelReview>;
}
