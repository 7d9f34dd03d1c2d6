"use client";

import { MessageSquareText, Phone } from "lucide-react";
import { useState } from "react";
import type { PhoneChannel } from "@/lib/auth/factors/answers";
import { Button } from "../ui/button";
import { FormErrorSummary } from "../ui/form-error-summary";
import { CodeForm } from "./code-form";
import type { ProofActions } from "./proof-actions";

/** A code by text or call: first asked for, then typed. */
export function PhoneForm({
  phones,
  sendCode,
  prove,
  onProved,
}: Pick<ProofActions, "sendCode" | "prove"> & {
  phones: readonly { id: string; hint: string }[];
  onProved?: () => void;
}) {
  const [pending, setPending] = useState<string>();
  const [message, setMessage] = useState<string>();
  const [sent, setSent] = useState<{ hint: string; channel: PhoneChannel }>();

  async function send(phoneId: string, channel: PhoneChannel) {
    setPending(`${phoneId} ${channel}`);
    const answer = await sendCode(phoneId, channel).catch(() => null);
    setPending(undefined);
    if (!answer) return setMessage("The portal did not answer. Try again in a moment.");
    setMessage(answer.ok ? undefined : answer.error.message);
    if (answer.ok) setSent({ hint: answer.data.hint, channel });
  }

  return (
    <div className="flex flex-col gap-4">
      {message && <FormErrorSummary title="No code was sent" errors={[{ message }]} />}
      {sent && (
        <CodeForm
          kind="phone"
          label="Code from the message"
          help={`${sent.channel === "text" ? "A text is on its way" : "A call is on its way"} to the number ending in ${sent.hint.replace(/\D/g, "")}. The code is good for ten minutes and five tries.`}
          prove={prove}
          onProved={onProved}
        />
      )}
      {phones.map((phone) => (
        <div key={phone.id} className="flex flex-wrap items-center gap-2 text-sm">
          <span className="flex-1 text-ink-muted">
            {sent ? "Nothing came? Send a new one to" : "Send a code to the number ending in"}{" "}
            <span className="identifier text-ink">{phone.hint.replace(/\D/g, "")}</span>
          </span>
          <Button
            size="sm"
            icon={<MessageSquareText />}
            pending={pending === `${phone.id} text`}
            onClick={() => void send(phone.id, "text")}
          >
            Text
          </Button>
          <Button
            size="sm"
            icon={<Phone />}
            pending={pending === `${phone.id} call`}
            onClick={() => void send(phone.id, "call")}
          >
            Call
          </Button>
        </div>
      ))}
    </div>
  );
}
