/** What a browser's refusal of a key ceremony (WebAuthn, section 5.1) means to the person in front of it. */
export function sayKeyError(error: unknown): string {
  if (error === null) return "This browser cannot use security keys or passkeys here. Try another way.";
  const { name } = error as { name?: string };
  if (name === "NotAllowedError" || name === "AbortError")
    return "The browser was not given a key in time, or it was cancelled. Try again.";
  if (name === "InvalidStateError") return "This key is registered already.";
  if (name === "SecurityError")
    return "Keys work only at the portal's own address over a secure connection. Open the portal there.";
  if (name === "NotSupportedError" || name === "ConstraintError")
    return "This key cannot do what is asked of it. Try another key.";
  return "The browser could not use the key. Try again, or choose another way.";
}
