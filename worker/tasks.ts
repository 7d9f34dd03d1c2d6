import type { TaskName, TaskPayload } from "@/lib/kernel/tasks";
import { importDevicesTask } from "@/worker/import-devices";
import { runBulkAction } from "@/worker/run-bulk-action";
import { sendMail } from "@/worker/send-mail";
import { sendPhoneCode } from "@/worker/send-phone-code";
import { tellDecidersTask } from "@/worker/tell-deciders";
import { tellGaveUpTask } from "@/worker/tell-gave-up";

/** The work behind each promise of lib/kernel/tasks.ts. A task may run again after it was interrupted. */
export const work: {
  [Name in TaskName]?: (payload: TaskPayload<Name>, signal: AbortSignal, lastTry: boolean) => Promise<void>;
} = {
  "import-devices": importDevicesTask,
  "run-bulk-action": runBulkAction,
  "send-mail": sendMail,
  "send-phone-code": sendPhoneCode,
  "tell-deciders": tellDecidersTask,
  "tell-gave-up": tellGaveUpTask,
};
