import type { Member } from "@/lib/access/actor";
import { env } from "@/lib/kernel/env";
import { newId } from "@/lib/kernel/id";
import type { TaskPayload } from "@/lib/kernel/tasks";

interface Invitation {
  email: string;
  name: string;
  message: string;
  roleName: string;
  scopeWords: string;
  accessEndsAt: Date | null;
  secondFactorRequired: boolean;
  expiresAt: Date;
}

/** The mail that carries an invitation. Its link is built from configuration, and its text is plain. */
export function invitationMail(
  actor: Member,
  invitation: Invitation,
  token: string,
): TaskPayload<"send-mail"> {
  const { account } = actor;
  const base = env("PUBLIC_URL");
  const lines = [
    invitation.name ? `Hello ${invitation.name},` : "Hello,",
    "",
    `${actor.label} (${actor.email}) invites you to ${account.name} on Cordon.`,
    "",
    `Role: ${invitation.roleName}`,
    `Where: ${invitation.scopeWords}`,
    ...(invitation.accessEndsAt ? [`Until: ${sayTime(invitation.accessEndsAt)}`] : []),
    ...(invitation.secondFactorRequired
      ? [
          "",
          "You will be asked for a second factor, such as an authenticator app or a security key, before anything opens. If you have none yet, setting one up takes about two minutes.",
        ]
      : []),
    ...(invitation.message
      ? ["", `${actor.label} writes:`, ...invitation.message.split(/\r?\n/).map((line) => `> ${line}`)]
      : []),
    "",
    "Accept the invitation here:",
    `${base}/invitation/${account.id}.${token}`,
    "",
    `The link works once, until ${sayTime(invitation.expiresAt)}. If you did not expect it, do nothing: nobody gets access without it.`,
    "",
  ];
  return {
    to: invitation.email,
    subject: `${oneLine(actor.label)} invites you to ${oneLine(account.name)}`,
    text: lines.join("\n"),
    messageId: `<invitation.${newId()}@${new URL(base).hostname}>`,
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

function sayTime(at: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })
    .format(at)
    .concat(" UTC");
}
