"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { AppEnrolment } from "@/lib/auth/factors/answers";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { AppSecret, AppSecretSkeleton } from "./app-secret";
import { CodeField } from "./code-field";
import type { EnrolActions, Enrolled } from "./enrol-actions";
import { SetupError } from "./setup-error";
import { TimeLeft, useIsOver } from "./time-left";
import { useAsk } from "./use-ask";

/** An authenticator app: it reads the secret, and a code of it proves that it did. Nothing replaces anything before. */
export function AppSetup({
  email,
  actions,
  onDone,
}: {
  email: string;
  actions: Pick<EnrolActions, "startApp" | "confirmApp">;
  onDone: (enrolled: Enrolled) => void;
}) {
  const begin = useAsk();
  const confirm = useAsk();
  const [enrolment, setEnrolment] = useState<AppEnrolment>();
  const over = useIsOver(enrolment?.expiresAt);
  const expired = over || confirm.error?.code === "expired";
  const { ask } = begin;
  const { startApp } = actions;

  // a page drawn anew hands down new actions; a second secret would void the one that was scanned
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    ask(startApp).then((answer) => {
      if (answer) setEnrolment(answer.data);
    });
  }, [ask, startApp]);

  async function beginAgain() {
    const answer = await ask(startApp);
    if (!answer) return;
    confirm.setError(undefined);
    setEnrolment(answer.data);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const answer = await confirm.ask(() =>
      actions.confirmApp({ name: String(form.get("name") ?? ""), code: String(form.get("code") ?? "") }),
    );
    if (answer) onDone(answer.data);
  }

  if (begin.error && !enrolment)
    return (
      <ErrorState
        title="This could not be started"
        id={begin.error.id}
        action={<Button onClick={beginAgain}>Try again</Button>}
      >
        {begin.error.message}
      </ErrorState>
    );

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <section className="flex flex-col gap-3">
        <StepWords step="1" title="Add Cordon to your app">
          Scan this with an authenticator app, such as the one in your password manager or phone.
        </StepWords>
        {expired ? (
          <Banner
            tone="warn"
            title="The time for this code is over"
            action={
              <Button size="sm" variant="secondary" pending={begin.pending} onClick={beginAgain}>
                Begin again
              </Button>
            }
            live
          >
            It was never in use. Remove it from your app and scan a new one.
          </Banner>
        ) : enrolment ? (
          <AppSecret enrolment={enrolment} email={email} />
        ) : (
          <AppSecretSkeleton />
        )}
      </section>
      <section className="flex flex-col gap-4">
        <StepWords step="2" title="Prove that it works">
          Enter the six digits it shows now. Your app is used from then on, not before.
        </StepWords>
        <SetupError error={confirm.error} title="The app was not added" fields={["code", "name"]} />
        <div className="grid gap-4 sm:grid-cols-2">
          <CodeField label="Code from the app" error={confirm.error?.fields?.code} />
          <Field
            name="name"
            label="Name"
            help="To tell it from others you add."
            error={confirm.error?.fields?.name}
          >
            <Input maxLength={60} defaultValue="Phone" autoComplete="off" className="h-11!" />
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="primary" pending={confirm.pending} disabled={!enrolment || expired}>
            Add the app
          </Button>
          {enrolment && !expired && (
            <p className="text-ink-muted text-sm">
              Open for <TimeLeft until={enrolment.expiresAt} /> more
            </p>
          )}
        </div>
      </section>
    </form>
  );
}

function StepWords({ step, title, children }: { step: string; title: string; children: string }) {
  return (
    <div className="flex gap-3">
      <span
        aria-hidden="true"
        className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent text-xs"
      >
        {step}
      </span>
      <div className="min-w-0">
        <h2 className="font-medium text-base">{title}</h2>
        <p className="text-ink-muted text-sm">{children}</p>
      </div>
    </div>
  );
}
