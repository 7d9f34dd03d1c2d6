"use server";

import { retryDisconnect } from "@/lib/containment/retry-disconnect";
import { activateDevice } from "@/lib/devices/activate-device";
import { editDevice } from "@/lib/devices/edit-device";
import { isolateDevice } from "@/lib/devices/isolate-device";
import { registerDevice } from "@/lib/devices/register-device";
import { releaseDevice } from "@/lib/devices/release-device";
import { resumeDevice } from "@/lib/devices/resume-device";
import { setNetwork } from "@/lib/devices/set-network";
import { suspendDevice } from "@/lib/devices/suspend-device";
import { terminateDevice } from "@/lib/devices/terminate-device";
import { action } from "@/lib/operation/action";

export const register = action(registerDevice);
export const edit = action(editDevice);
export const setPlanAndAddress = action(setNetwork);
export const activate = action(activateDevice);
export const suspend = action(suspendDevice);
export const resume = action(resumeDevice);
export const terminate = action(terminateDevice);
export const isolate = action(isolateDevice);
export const release = action(releaseDevice);
export const askAgain = action(retryDisconnect);
