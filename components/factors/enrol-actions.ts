import type {
  AppEnrolment,
  PhoneChannel,
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "@/lib/auth/factors/answers";
import type { Delivery } from "@/lib/auth/factors/read-delivery";
import type { OwnResult } from "@/lib/auth/own/own-result";

/** What setting up came to: the first second factor somebody has is followed by recovery codes. */
export interface Enrolled {
  first: boolean;
}

/** The server actions a page hands to whatever sets up a second factor. */
export interface EnrolActions {
  startApp: () => Promise<OwnResult<AppEnrolment>>;
  confirmApp: (given: { name: string; code: string }) => Promise<OwnResult<Enrolled>>;
  startKey: () => Promise<OwnResult<PublicKeyCredentialCreationOptionsJSON>>;
  finishKey: (given: { name: string; response: RegistrationResponseJSON }) => Promise<OwnResult<Enrolled>>;
  startPhone: (given: { number: string; channel: PhoneChannel }) => Promise<OwnResult<SentCode>>;
  readDelivery: () => Promise<OwnResult<Delivery>>;
  confirmPhone: (given: { code: string }) => Promise<OwnResult<Enrolled>>;
  makeCodes: () => Promise<OwnResult<string[]>>;
}

export interface SentCode {
  /** "…42" */
  hint: string;
  expiresAt: string;
}
