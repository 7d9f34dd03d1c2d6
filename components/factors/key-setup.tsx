"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { Fingerprint, KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { sayKeyError } from "../proof/say-key-error";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import type { EnrolActions, Enrolled } from "./enrol-actions";
import { SetupError } from "./setup-error";
import { useAsk } from "./use-ask";
import { whyNoKeys } from "./why-no-keys";

/** A security key or a passkey: named here, then the browser asks for it. */
export function KeySetup({
  actions,
  onDone,
}: {
  actions: Pick<EnrolActions, "startKey" | "finishKey">;
  onDone: (enrolled: Enrolled) => void;
}) {
  const { ask, pending, error, setError } = useAsk();
  const [touching, setTouching] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (touching) return;
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    const refuse = (message: string) => setError({ code: "invalid", message });
    if (!name) return setError({ code: "invalid", message: "", fields: { name: "Give the key a name." } });
    const why = whyNoKeys();
    if (why) return refuse(why);
    const options = await ask(actions.startKey);
    if (!options) return;
    setTouching(true);
    const response = await startRegistration({ optionsJSON: options.data }).catch((reason: unknown) => {
      refuse(sayKeyError(reason));
      return null;
    });
    setTouching(false);
    if (!response) return;
    const answer = await ask(() => actions.finishKey({ name, response }));
    if (answer) onDone(answer.data);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <ul className="flex flex-col gap-3 rounded-lg border border-line bg-canvas p-4 text-sm">
        <li className="flex gap-3">
          <Fingerprint className="mt-0.5 text-accent" />
          <p>
            <span className="font-medium">A passkey</span>{" "}
            <span className="text-ink-muted">
              lives on this device, your phone or in your password manager, and opens with your finger, face
              or PIN. It can sign you in by itself, without a password.
            </span>
          </p>
        </li>
        <li className="flex gap-3">
          <KeyRound className="mt-0.5 text-accent" />
          <p>
            <span className="font-medium">A security key</span>{" "}
            <span className="text-ink-muted">
              is a small device you plug in or hold to your phone, and touch after your password.
            </span>
          </p>
        </li>
        <li className="border-line border-t pt-3 text-ink-muted">
          Neither can be given away to a false page: each works at this address only.
        </li>
      </ul>
      <SetupError error={error} title="The key was not added" fields={["name"]} />
      <Field
        name="name"
        label="Name"
        help="What you will know it by, such as “Blue key on my ring” or “This laptop”."
        error={error?.fields?.name}
      >
        <Input maxLength={60} autoComplete="off" className="sm:max-w-sm" />
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" pending={pending || touching}>
          Add the key
        </Button>
        <p role="status" className="text-ink-muted text-sm">
          {touching && "Follow what your browser shows."}
        </p>
      </div>
    </form>
  );
}
