import "server-only";
import { z } from "zod";
import type {
  AppEnrolment,
  EnrolAnswer,
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
  SendAnswer,
} from "@/lib/auth/factors/answers";
import { confirmApp } from "@/lib/auth/factors/confirm-app";
import { confirmPhone } from "@/lib/auth/factors/confirm-phone";
import { finishKey } from "@/lib/auth/factors/finish-key";
import { makeRecoveryCodes } from "@/lib/auth/factors/make-recovery-codes";
import { type Delivery, readDelivery } from "@/lib/auth/factors/read-delivery";
import { startApp } from "@/lib/auth/factors/start-app";
import { startKey } from "@/lib/auth/factors/start-key";
import { startPhone } from "@/lib/auth/factors/start-phone";
import { type OwnResult, ownResult, signInFirst } from "@/lib/auth/own/own-result";
import { currentSession } from "@/lib/auth/sessions/current-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { setSessionCookie } from "@/lib/auth/sessions/set-session-cookie";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { sayWait } from "@/lib/auth/sign-in/say-wait";
import { CordonError, invalid } from "@/lib/kernel/errors";

const text = z.string().max(1_000);
const appTyped = z.object({ name: text, code: text });
const phoneTyped = z.object({ number: text, channel: z.enum(["text", "call"]) });
const codeTyped = z.object({ code: text });
const keyTyped = z.object({ name: text, response: z.looseObject({ id: text }) });

/** What a form sent, or a refusal: an action can be called with anything. */
function readTyped<Form extends z.ZodType>(form: Form, given: unknown): z.output<Form> {
  const read = form.safeParse(given);
  if (!read.success) throw invalid("This is not what the form sends. Load the page again.");
  return read.data;
}

async function holder(): Promise<SignedIn> {
  const me = await currentSession();
  if (!me) throw signInFirst();
  return me;
}

/** Setting up proves who it is too: the browser gets the session's new secret. */
const enrolling = (
  work: (me: SignedIn, address: string | null) => Promise<EnrolAnswer>,
): Promise<OwnResult<{ first: boolean }>> =>
  ownResult(async () => {
    const answer = await work(await holder(), await clientAddress());
    if (answer.outcome !== "done") throw refusal(answer);
    await setSessionCookie(answer.secret);
    return { first: answer.first };
  });

function refusal(answer: Exclude<EnrolAnswer, { outcome: "done" }>): CordonError {
  switch (answer.outcome) {
    case "wrong":
      return invalid(answer.message, {
        code: answer.message,
        ...(answer.hint === undefined ? {} : { clock: answer.hint }),
      });
    case "throttled":
      return new CordonError(
        "throttled",
        `Too many attempts did not succeed. Wait ${sayWait(answer.waitSeconds)}, then try again.`,
      );
    case "expired":
      return new CordonError(
        "expired",
        "The time for this is over, or too many codes were wrong. Begin again.",
      );
    case "refused":
      return invalid(answer.why, answer.field ? { [answer.field]: answer.why } : undefined);
  }
}

export const startOwnApp = (): Promise<OwnResult<AppEnrolment>> =>
  ownResult(async () => startApp(await holder()));

export const confirmOwnApp = (given: unknown) =>
  enrolling(async (me, address) => confirmApp(me, readTyped(appTyped, given), address));

export const startOwnKey = (): Promise<OwnResult<PublicKeyCredentialCreationOptionsJSON>> =>
  ownResult(async () => startKey(await holder()));

export const finishOwnKey = (given: unknown) =>
  enrolling(async (me, address) => {
    const { name, response } = readTyped(keyTyped, given);
    // the library that verifies it reads each part of it with distrust
    return finishKey(me, { name, response: response as unknown as RegistrationResponseJSON }, address);
  });

export const startOwnPhone = (given: unknown): Promise<OwnResult<{ hint: string; expiresAt: string }>> =>
  ownResult(async () => {
    const answer = await startPhone(await holder(), readTyped(phoneTyped, given), await clientAddress());
    if (answer.outcome !== "sent") throw notSent(answer);
    return { hint: answer.hint, expiresAt: answer.expiresAt };
  });

function notSent(answer: Exclude<SendAnswer, { outcome: "sent" }>): CordonError {
  if (answer.outcome === "throttled")
    return new CordonError(
      "throttled",
      `Enough codes were sent for now. Wait ${sayWait(answer.waitSeconds)}, or choose another way.`,
    );
  if (answer.outcome === "refused")
    return invalid(answer.why, answer.field ? { [answer.field]: answer.why } : undefined);
  return new CordonError("expired", "This code is no longer open. Begin again with the number.");
}

export const confirmOwnPhone = (given: unknown) =>
  enrolling(async (me, address) => confirmPhone(me, readTyped(codeTyped, given), address));

export const readOwnDelivery = (): Promise<OwnResult<Delivery>> =>
  ownResult(async () => readDelivery(await holder()));

export const makeOwnRecoveryCodes = (): Promise<OwnResult<string[]>> =>
  ownResult(async () => makeRecoveryCodes(await holder(), await clientAddress()));
