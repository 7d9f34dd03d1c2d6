import { asSuperuser } from "@/db/testing/estate";
import { unpackPayload } from "@/lib/kernel/task-payload";
import type { TaskPayload } from "@/lib/kernel/tasks";

/** The mails that wait to be sent, newest first; to one mailbox, or to all. */
export async function queuedMails(to?: string): Promise<TaskPayload<"send-mail">[]> {
  const jobs = await asSuperuser<{ data: unknown }>(
    "select data from pgboss.job where name = 'send-mail' order by created_on desc, id desc",
  );
  return jobs.map(({ data }) => unpackPayload("send-mail", data)).filter((mail) => !to || mail.to === to);
}
