import { device } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { terminateDevice } from "@/lib/devices/terminate-device";

/**
 * Every operation there is: with which input it succeeds, and which parts of that input are ids of things it acts on.
 * lib/operation/authorization-matrix.test.ts attempts each as every kind of actor on targets near and far.
 */
export const rows: Row[] = [
  row(
    terminateDevice,
    ({ deviceId }) => ({ deviceId: deviceId.id, reason: "lost in the field", confirmation: deviceId.label }),
    { deviceId: device() },
  ),
];
