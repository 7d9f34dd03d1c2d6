"use client";

import { useEffect, useRef, useState } from "react";
import type { PasswordGuide } from "@/lib/auth/passwords/password-rules";
import { Field } from "../ui/field";
import { PasswordAdvice } from "./password-advice";
import { PasswordInput } from "./password-input";
import { PasswordStrength } from "./password-strength";

/** A new password, with what is asked of it said before it is refused, and why it is weak while it is typed. */
export function NewPasswordField({
  name = "password",
  label = "New password",
  guide,
  error,
}: {
  name?: string;
  label?: string;
  guide: PasswordGuide;
  error?: string;
}) {
  const [typed, setTyped] = useState("");
  const whole = useRef<HTMLDivElement>(null);
  // a form that was sent empties its fields
  useEffect(() => {
    const form = whole.current?.closest("form");
    const forget = () => setTyped("");
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);
  return (
    <div ref={whole} className="flex flex-col gap-2">
      <Field
        name={name}
        label={label}
        error={error}
        help={`At least ${guide.minimum} characters, spaces included. A few unrelated words do well; no digits or signs are needed.`}
      >
        <PasswordInput autoComplete="new-password" onType={setTyped} />
      </Field>
      <PasswordStrength typed={typed} guide={guide} />
      <PasswordAdvice />
    </div>
  );
}
