import { sql } from "kysely";
import { deviceSelection } from "@/lib/bulk/selection";
import { startWork } from "@/lib/bulk/start-work";
import { boundTo, overlap, readOverlap, readValidity, validity } from "@/lib/credentials/public";
import { command } from "@/lib/operation/operation";

/** New credentials for those of the selected devices that have no good one. */
export const startGenerating = command({
  name: "bulk.generate_credentials",
  permission: "credential.generate",
  input: validity.extend({ selection: deviceSelection, ...boundTo.shape }),
  run(context, { selection, boundTo: bound, nasOnly, ...dates }) {
    const { validFrom, validUntil } = readValidity(dates, context.now);
    const credentials = {
      validFrom: validFrom.toISOString(),
      validUntil: validUntil?.toISOString() ?? null,
      replacing: null,
      boundTo: bound,
      nasOnly,
    };
    return startWork(context, "generate_credentials", selection, { credentials }, withoutOne(context.now));
  },
});

/** New credentials beside those that the selected devices have; which go on being accepted as long as was chosen. */
export const startRotating = command({
  name: "bulk.rotate_credentials",
  permission: "credential.generate",
  input: validity.extend({ selection: deviceSelection, overlap, ...boundTo.shape }),
  run(context, { selection, overlap: chosen, boundTo: bound, nasOnly, ...dates }) {
    const { validFrom, validUntil } = readValidity(dates, context.now);
    const { oldUntil, endsOnFirstUse } = readOverlap(chosen, context.now);
    const credentials = {
      validFrom: validFrom.toISOString(),
      validUntil: validUntil?.toISOString() ?? null,
      replacing: { oldUntil: oldUntil?.toISOString() ?? null, endsOnFirstUse },
      boundTo: bound,
      nasOnly,
    };
    return startWork(
      context,
      "rotate_credentials",
      selection,
      { credentials },
      sql<boolean>`d.state <> 'terminated'`,
    );
  },
});

/** Of all that match, only what there is something to do for; who names devices one by one reads of each what became of it. */
const withoutOne = (now: Date) => sql<boolean>`d.state <> 'terminated' and not exists (
  select from device_credential c where c.account_id = d.account_id and c.device_id = d.id
    and c.revoked_at is null and c.replaced_at is null and (c.valid_until is null or c.valid_until > ${now}))`;
