import type { ProofKind } from "@/lib/access/proof";

const words: Record<ProofKind, string> = {
  password: "password",
  app: "authenticator app",
  key: "security key",
  phone: "code by phone",
  recovery: "recovery code",
};

/** How somebody signed in: "Password and authenticator app". A key that stood alone is a passkey. */
export function sayProofs(proofs: readonly string[]): string {
  const [first] = proofs;
  if (first === "key" && !proofs.includes("password")) return "Passkey";
  const said = [...new Set(proofs)].map((proof) => words[proof as ProofKind] ?? proof);
  const all = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(said);
  return all ? `${all[0]?.toUpperCase()}${all.slice(1)}` : "Not known";
}
