"use server";

import { dismissAdvice } from "@/lib/advice/dismiss-advice";
import { restoreAdvice } from "@/lib/advice/restore-advice";
import { action } from "@/lib/operation/action";

export const dismiss = action(dismissAdvice);
export const restore = action(restoreAdvice);
