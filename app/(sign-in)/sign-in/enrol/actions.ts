"use server";

import {
  confirmOwnApp,
  confirmOwnPhone,
  finishOwnKey,
  makeOwnRecoveryCodes,
  readOwnDelivery,
  startOwnApp,
  startOwnKey,
  startOwnPhone,
} from "@/lib/auth/own/enrol-by-session";

export async function startAppAction() {
  return startOwnApp();
}

export async function confirmAppAction(given: unknown) {
  return confirmOwnApp(given);
}

export async function startKeyAction() {
  return startOwnKey();
}

export async function finishKeyAction(given: unknown) {
  return finishOwnKey(given);
}

export async function startPhoneAction(given: unknown) {
  return startOwnPhone(given);
}

export async function confirmPhoneAction(given: unknown) {
  return confirmOwnPhone(given);
}

export async function readDeliveryAction() {
  return readOwnDelivery();
}

export async function makeRecoveryCodesAction() {
  return makeOwnRecoveryCodes();
}
