import { WebAuthnError } from "@simplewebauthn/browser";

/** Why this browser cannot add or use a key at all, or null when it can. */
export function whyNoKeys(): string | null {
  if (!window.isSecureContext)
    return "This address is not secure: browsers use keys only over https, or on localhost. Ask whoever runs this portal.";
  if (typeof window.PublicKeyCredential !== "function")
    return "This browser cannot use security keys or passkeys. Try another browser, or add an authenticator app.";
  return null;
}

/** What a browser's refusal means for whoever stands before it. */
export function sayKeyError(error: unknown): string {
  const code = error instanceof WebAuthnError ? error.code : undefined;
  const name = error instanceof Error ? error.name : "";
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED" || name === "InvalidStateError")
    return "This key is among yours already. Use another one, or go back.";
  if (code === "ERROR_INVALID_DOMAIN" || code === "ERROR_INVALID_RP_ID" || name === "SecurityError")
    return "This address cannot be used for keys. Open the portal under its own name, not under a number, and over https.";
  if (name === "NotAllowedError" || name === "AbortError" || code === "ERROR_CEREMONY_ABORTED")
    return "It was cancelled, or nothing was chosen in time. Nothing was added.";
  if (name === "NotSupportedError" || code?.startsWith("ERROR_AUTHENTICATOR_"))
    return "This key cannot do what is needed here. Try another one.";
  return "The browser could not use the key. Nothing was added. Try again, or use another key.";
}
