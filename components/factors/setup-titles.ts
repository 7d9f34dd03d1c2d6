import type { FactorKind } from "@/lib/access/proof";

export const setupTitles: Record<FactorKind, string> = {
  app: "Add an authenticator app",
  key: "Add a security key or passkey",
  phone: "Add a phone",
};
