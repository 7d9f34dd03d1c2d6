import type {
  AuthenticationResponseJSON,
  PhoneChannel,
  PublicKeyCredentialRequestOptionsJSON,
  WaysToProve,
} from "@/lib/auth/factors/answers";
import type { FormState } from "@/lib/auth/form-state";
import type { OwnResult } from "@/lib/auth/own/own-result";

/** What proving who one is asks of the server: the same at the second step of signing in and before something that matters. */
export interface ProofActions {
  /** which ways there are; with keyOnly those that are phishing-resistant */
  ways(): Promise<OwnResult<WaysToProve>>;
  prove(state: FormState, form: FormData): Promise<FormState>;
  startKey(): Promise<OwnResult<PublicKeyCredentialRequestOptionsJSON>>;
  proveWithKey(response: AuthenticationResponseJSON): Promise<FormState>;
  sendCode(phoneId: string, channel: PhoneChannel): Promise<OwnResult<{ hint: string; expiresAt: string }>>;
}
