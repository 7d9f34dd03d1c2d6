import { env } from "@/lib/kernel/env";
import { newId } from "@/lib/kernel/id";
import type { TaskPayload } from "@/lib/kernel/tasks";

/** A mail to one mailbox: plain text, so that nothing in it is markup. Its Message-ID stays the same when it is sent again. */
export function message(
  kind: string,
  to: string,
  subject: string,
  lines: readonly string[],
): TaskPayload<"send-mail"> {
  return {
    to,
    subject: oneLine(subject),
    text: `${lines.join("\n")}\n`,
    messageId: `<${kind}.${newId()}@${new URL(env("PUBLIC_URL")).hostname}>`,
  };
}

/** An address in the portal, from configuration and never from what a request says about its host. */
export const portalLink = (path: string): string => `${env("PUBLIC_URL")}${path}`;

/** Names come from people: one that holds a line break stays on its line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

export const sayTime = (at: Date): string =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(at)} UTC`;
