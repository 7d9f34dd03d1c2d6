import { accountRows } from "@/db/testing/matrix/rows-account";
import { adviceRows } from "@/db/testing/matrix/rows-advice";
import { containmentRows } from "@/db/testing/matrix/rows-containment";
import { credentialRows } from "@/db/testing/matrix/rows-credentials";
import { deviceRows } from "@/db/testing/matrix/rows-devices";
import { groupRows } from "@/db/testing/matrix/rows-groups";
import { peopleRows } from "@/db/testing/matrix/rows-people";
import { policyRows } from "@/db/testing/matrix/rows-policy";
import { previewRows } from "@/db/testing/matrix/rows-preview";
import { providerRows } from "@/db/testing/matrix/rows-provider";
import { reviewRows } from "@/db/testing/matrix/rows-reviews";
import { roleRows } from "@/db/testing/matrix/rows-roles";

/**
 * Every operation there is: with which input it succeeds, and which parts of that input are ids of things it acts on.
 * lib/operation/authorization-matrix.test.ts attempts each as every kind of actor on targets near and far.
 */
export const rows = [
  ...containmentRows,
  ...credentialRows,
  ...deviceRows,
  ...groupRows,
  ...peopleRows,
  ...roleRows,
  ...accountRows,
  ...policyRows,
  ...adviceRows,
  ...previewRows,
  ...reviewRows,
  ...providerRows,
];
