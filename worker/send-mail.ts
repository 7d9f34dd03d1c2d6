import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/kernel/env";
import type { TaskPayload } from "@/lib/kernel/tasks";

let transport: Transporter | undefined;

/**
 * Sends one mail to exactly one mailbox. The address is handed over as an object and in the envelope, so that no comma
 * or quotation mark in it is read as a second one. A mail sent twice carries the same Message-ID twice.
 */
export async function sendMail({ to, subject, text, messageId }: TaskPayload<"send-mail">): Promise<void> {
  transport ??= createTransport(env("SMTP_URL"), {
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  } as object);
  await transport.sendMail({
    from: env("MAIL_FROM"),
    to: { name: "", address: to },
    envelope: { from: mailbox(env("MAIL_FROM")), to: [to] },
    subject,
    text,
    messageId,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

const mailbox = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
