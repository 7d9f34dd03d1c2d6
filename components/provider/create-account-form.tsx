"use client";

import { useState, useTransition } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionResult } from "@/lib/operation/action";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormErrorSummary } from "../ui/form-error-summary";
import { Input } from "../ui/input";
import { LinkButton } from "../ui/link-button";
import { suggestAddress } from "./suggest-address";

interface NewAccount {
  name: string;
  slug: string;
  administratorName: string;
  administratorEmail: string;
}

type Create = (input: NewAccount) => Promise<ActionResult<{ name: string; slug: string }>>;

const nothing: NewAccount = { name: "", slug: "", administratorName: "", administratorEmail: "" };

export function CreateAccountForm({ create }: { create: Create }) {
  const [typed, setTyped] = useState(nothing);
  const [slugTouched, setSlugTouched] = useState(false);
  const [answer, setAnswer] = useState<Awaited<ReturnType<Create>>>();
  const [pending, start] = useTransition();
  const fields = answer && !answer.ok ? (answer.error.fields ?? {}) : {};
  const change = (part: Partial<NewAccount>) => setTyped((before) => ({ ...before, ...part }));

  if (answer?.ok)
    return (
      <Banner
        tone="ok"
        live
        title={`${answer.data.name} exists, at /${answer.data.slug}.`}
        action={<LinkButton href="/provider/accounts">To the accounts</LinkButton>}
      >
        The invitation is on its way to {typed.administratorEmail}. It works once, for 72 hours.
      </Banner>
    );

  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start(async () => setAnswer(await confirmed(create)(typed)));
      }}
    >
      {answer && (
        <FormErrorSummary
          title="The account was not created"
          id={answer.error.id}
          errors={
            Object.keys(fields).length > 0
              ? Object.entries(fields).map(([name, message]) => ({ name, message }))
              : [{ message: answer.error.message }]
          }
        />
      )}
      <Field name="name" label="Customer" required error={fields.name}>
        <Input
          value={typed.name}
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) =>
            change({ name: target.value, ...(slugTouched ? {} : { slug: suggestAddress(target.value) }) })
          }
        />
      </Field>
      <Field
        name="slug"
        label="Address"
        required
        error={fields.slug}
        help="Part of every address in the account. It cannot be changed later."
      >
        <Input
          mono
          prefix="/"
          value={typed.slug}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => {
            setSlugTouched(true);
            change({ slug: target.value });
          }}
        />
      </Field>
      <Field name="administratorName" label="First administrator" required error={fields.administratorName}>
        <Input
          value={typed.administratorName}
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => change({ administratorName: target.value })}
        />
      </Field>
      <Field
        name="administratorEmail"
        label="Their e-mail address"
        required
        error={fields.administratorEmail}
      >
        <Input
          type="email"
          value={typed.administratorEmail}
          autoComplete="off"
          onChange={({ target }) => change({ administratorEmail: target.value })}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Create the account
        </Button>
        <LinkButton variant="ghost" href="/provider/accounts">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
