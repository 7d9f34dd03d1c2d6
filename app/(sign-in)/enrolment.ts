import type { EnrolActions } from "@/components/factors/enrol-actions";
import {
  confirmAppAction,
  confirmPhoneAction,
  finishKeyAction,
  makeRecoveryCodesAction,
  readDeliveryAction,
  startAppAction,
  startKeyAction,
  startPhoneAction,
} from "./sign-in/enrol/actions";

/** The actions behind every page that sets up a second factor. */
export const enrolment: EnrolActions = {
  startApp: startAppAction,
  confirmApp: confirmAppAction,
  startKey: startKeyAction,
  finishKey: finishKeyAction,
  startPhone: startPhoneAction,
  confirmPhone: confirmPhoneAction,
  readDelivery: readDeliveryAction,
  makeCodes: makeRecoveryCodesAction,
};
