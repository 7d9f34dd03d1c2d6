import { tellGaveUp } from "@/lib/containment/tell-gave-up";
import type { TaskPayload } from "@/lib/kernel/tasks";

export const tellGaveUpTask = (payload: TaskPayload<"tell-gave-up">): Promise<void> => tellGaveUp(payload);
