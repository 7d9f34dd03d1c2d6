"use client";

import type { FormEvent } from "react";
import type { PhoneChannel } from "@/lib/auth/factors/answers";
import { Button } from "../ui/button";
import { useNow } from "../ui/use-now";
import { CodeField } from "./code-field";
import { DeliveryState } from "./delivery-state";
import type { EnrolActions, Enrolled, SentCode } from "./enrol-actions";
import { SetupError } from "./setup-error";
import { TimeLeft } from "./time-left";
import { useAsk } from "./use-ask";

/** Before that, the first code is usually still on its way. */
const RESEND_AFTER_MS = 30_000;

export function PhoneCode({
  asked,
  sent,
  actions,
  onSentAgain,
  onOtherNumber,
  onDone,
}: {
  asked: { number: string; channel: PhoneChannel };
  sent: SentCode & { at: number };
  actions: Pick<EnrolActions, "startPhone" | "confirmPhone" | "readDelivery">;
  onSentAgain: (code: SentCode) => void;
  onOtherNumber: () => void;
  onDone: (enrolled: Enrolled) => void;
}) {
  const confirm = useAsk();
  const resend = useAsk();
  const now = useNow(1);
  const wait = now === null ? 30 : Math.ceil((sent.at + RESEND_AFTER_MS - now) / 1000);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("code") ?? "");
    const answer = await confirm.ask(() => actions.confirmPhone({ code: typed }));
    if (answer) onDone(answer.data);
  }

  async function sendAgain(channel: PhoneChannel) {
    const answer = await resend.ask(() => actions.startPhone({ number: asked.number, channel }));
    if (answer) onSentAgain(answer.data);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <DeliveryState hint={sent.hint} channel={asked.channel} read={actions.readDelivery} />
      <SetupError error={confirm.error} title="The phone was not added" fields={["code"]} />
      <CodeField
        label="Code"
        autoFocus
        error={confirm.error?.fields?.code}
        help={
          <>
            Six digits, good for <TimeLeft until={sent.expiresAt} /> more. Never tell them to anybody, nor to
            us.
          </>
        }
        className="sm:max-w-sm"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={confirm.pending}>
          Add the phone
        </Button>
        <Button disabled={wait > 0} pending={resend.pending} onClick={() => sendAgain(asked.channel)}>
          {wait > 0 ? `Send again in ${wait} s` : "Send again"}
        </Button>
        <Button variant="ghost" onClick={onOtherNumber}>
          Another number
        </Button>
      </div>
      <SetupError error={resend.error} title="No further code was sent" />
    </form>
  );
}
