"use server";

import { action } from "@/lib/operation/action";
import { cancelReview } from "@/lib/reviews/cancel-review";
import { endGrant } from "@/lib/reviews/end-grant";
import { handOverItems } from "@/lib/reviews/hand-over-items";
import { keepGrants } from "@/lib/reviews/keep-grants";
import { narrowGrant } from "@/lib/reviews/narrow-grant";
import { signOffReview } from "@/lib/reviews/sign-off-review";
import { startReview } from "@/lib/reviews/start-review";

export const start = action(startReview);
export const keep = action(keepGrants);
export const narrow = action(narrowGrant);
export const end = action(endGrant);
export const handOver = action(handOverItems);
export const signOff = action(signOffReview);
export const cancel = action(cancelReview);
