import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { FactorKind } from "@/lib/access/proof";

export type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
};

/** How a code reaches a phone. */
export type PhoneChannel = "text" | "call";

/** What somebody types to prove who they are, beside a password and a key. */
export type CodeKind = "app" | "phone" | "recovery";

/** What can be tried no more now, whatever is typed. */
export type Held =
  | { outcome: "throttled"; waitSeconds: number }
  /** a hundred failures in a row: this kind proves nothing until it is set up anew or reset */
  | { outcome: "disabled" };

/** Says what was wrong in words for the form; the hint names a likely cause. */
export interface Wrong {
  outcome: "wrong";
  message: string;
  hint?: string;
}

/** Proving who one is, at the second step of signing in or before something that matters. */
export type ProofAnswer =
  /** the session goes on under this new secret; the one before is dead */
  | { outcome: "done"; secret: string }
  | Wrong
  | Held
  /** nothing is open that this could answer: the code expired, was used up or replaced, or there is no such factor */
  | { outcome: "gone" };

/** A passkey alone, for a session. */
export type PasskeyAnswer =
  | { outcome: "done"; userId: string; secret: string }
  | { outcome: "refused"; message: string }
  | { outcome: "throttled"; waitSeconds: number };

/** Setting up a second factor, which also proves it: the session goes on under the new secret. */
export type EnrolAnswer =
  | {
      outcome: "done";
      id: string;
      /** there was no second factor before */
      first: boolean;
      secret: string;
    }
  | Wrong
  | { outcome: "throttled"; waitSeconds: number }
  /** begin again: the time is over, or too many codes were wrong */
  | { outcome: "expired" }
  | Refused;

export interface Refused {
  outcome: "refused";
  why: string;
  field?: string;
}

export type SendAnswer =
  | {
      outcome: "sent";
      /** "…42" */
      hint: string;
      expiresAt: string;
    }
  | { outcome: "throttled"; waitSeconds: number }
  | { outcome: "gone" }
  | Refused;

export type ChangeFactorAnswer = { outcome: "done" } | { outcome: "gone" } | Refused;

/** What an authenticator app needs to know, until a code from it proves that it does. */
export interface AppEnrolment {
  /** otpauth://totp/… */
  uri: string;
  /** the same as a QR code: an <svg> element */
  svg: string;
  /** for typing: base32 in groups of four */
  key: string;
  expiresAt: string;
}

/** Somebody's own second factors; times as ISO 8601. */
export interface Factors {
  apps: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[];
  keys: {
    id: string;
    name: string;
    passkey: boolean;
    backedUp: boolean;
    createdAt: string;
    lastUsedAt: string | null;
    regressedAt: string | null;
  }[];
  /** the hint is "…42" */
  phones: { id: string; hint: string; verifiedAt: string; lastUsedAt: string | null }[];
  recovery: { left: number; madeAt: string } | null;
  /** kinds that may be set up */
  allowed: FactorKind[];
  /** whether codes can be sent to phones at all: allowed, and a sender is configured */
  phoneAvailable: boolean;
}

/** What somebody may choose among to prove who they are, without telling more of it than is needed to choose. */
export interface WaysToProve {
  password: boolean;
  app: boolean;
  key: boolean;
  phones: { id: string; hint: string }[];
  recovery: boolean;
}

/** What somebody may set up, where a second factor is required before anything else. */
export interface WaysToEnrol {
  allowed: FactorKind[];
  phoneAvailable: boolean;
}
