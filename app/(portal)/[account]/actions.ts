"use server";

import { actionAsSelf } from "@/lib/operation/action";
import { stopSeeing } from "@/lib/seeing/stop-seeing";

export const stop = actionAsSelf(stopSeeing);
