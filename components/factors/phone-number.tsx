"use client";

import { type FormEvent, useState } from "react";
import type { PhoneChannel } from "@/lib/auth/factors/answers";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import type { EnrolActions, SentCode } from "./enrol-actions";
import { SetupError } from "./setup-error";
import { useAsk } from "./use-ask";

const channels = [
  { value: "text", label: "Text message" },
  { value: "call", label: "Call that reads it out" },
];

export function PhoneNumber({
  asked,
  send,
  onSent,
}: {
  asked: { number: string; channel: PhoneChannel };
  send: EnrolActions["startPhone"];
  onSent: (asked: { number: string; channel: PhoneChannel }, code: SentCode) => void;
}) {
  const { ask, pending, error } = useAsk();
  const [channel, setChannel] = useState<string>(asked.channel);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const to = {
      number: String(new FormData(event.currentTarget).get("number") ?? ""),
      channel: channel === "call" ? ("call" as const) : ("text" as const),
    };
    const answer = await ask(() => send(to));
    if (answer) onSent(to, answer.data);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <SetupError error={error} title="No code was sent" fields={["number"]} />
      <Field
        name="number"
        label="Phone number"
        help="With the country code, such as +31 6 1234 5678."
        error={error?.fields?.number}
      >
        <Input
          type="tel"
          autoComplete="tel"
          maxLength={40}
          defaultValue={asked.number}
          autoFocus
          className="sm:max-w-sm"
        />
      </Field>
      <Field name="channel" label="How the code reaches you">
        <RadioGroup options={channels} value={channel} onValueChange={setChannel} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Send the code
        </Button>
      </div>
    </form>
  );
}
