/** Why this browser, here, cannot add a key at all, or null when it can. */
export function whyNoKeys(): string | null {
  if (!window.isSecureContext)
    return "This address is not secure: browsers use keys only over https, or on localhost. Open the portal there.";
  if (typeof window.PublicKeyCredential !== "function")
    return "This browser cannot use security keys or passkeys. Try another browser, or add an authenticator app.";
  return null;
}
