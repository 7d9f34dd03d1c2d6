import type { TaskName, TaskPayload } from "@/lib/kernel/tasks";
import { sendMail } from "@/worker/send-mail";

/** The work behind each promise of lib/kernel/tasks.ts. A task may run again after it was interrupted. */
export const work: {
  [Name in TaskName]?: (payload: TaskPayload<Name>, signal: AbortSignal) => Promise<void>;
} = {
  "send-mail": sendMail,
};
