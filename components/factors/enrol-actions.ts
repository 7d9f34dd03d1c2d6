import type {
  AppEnrolment,
  PhoneChannel,
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "@/lib/auth/factors/answers";
import type { ActionResult } from "@/lib/operation/action";

/** What setting up came to: the first second factor somebody has is followed by recovery codes. */
export interface Enrolled {
  first: boolean;
}

/** How far the newest code is on its way to a phone; null when none is under way. */
export type Delivery = "waiting" | "sent" | "failed" | null;

/** The server actions a page hands to whatever sets up a second factor. */
export interface EnrolActions {
  startApp: () => Promise<ActionResult<AppEnrolment>>;
  confirmApp: (given: { name: string; code: string }) => Promise<ActionResult<Enrolled>>;
  startKey: () => Promise<ActionResult<PublicKeyCredentialCreationOptionsJSON>>;
  finishKey: (given: { name: string; response: RegistrationResponseJSON }) => Promise<ActionResult<Enrolled>>;
  startPhone: (given: { number: string; channel: PhoneChannel }) => Promise<ActionResult<SentCode>>;
  readDelivery: () => Promise<ActionResult<Delivery>>;
  confirmPhone: (given: { code: string }) => Promise<ActionResult<Enrolled>>;
  makeCodes: () => Promise<ActionResult<string[]>>;
}

export interface SentCode {
  /** "…42" */
  hint: string;
  expiresAt: string;
}
