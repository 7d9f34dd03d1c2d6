import { Field } from "../ui/field";
import { PasswordInput } from "./password-input";

/** A new password, with what is asked of it said before it is refused. */
export function NewPasswordField({
  name = "password",
  label = "New password",
  error,
}: {
  name?: string;
  label?: string;
  error?: string;
}) {
  return (
    <Field
      name={name}
      label={label}
      error={error}
      help="At least 15 characters, spaces included. A few unrelated words do well; no digits or signs are needed."
    >
      <PasswordInput autoComplete="new-password" />
    </Field>
  );
}
