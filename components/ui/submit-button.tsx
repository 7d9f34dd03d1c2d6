"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** The button of a form with an action: shows by itself that the form is on its way. */
export function SubmitButton({ variant = "primary", pending, ...rest }: Omit<ButtonProps, "type">) {
  const form = useFormStatus();
  return <Button {...rest} type="submit" variant={variant} pending={pending || form.pending} />;
}
