import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { assertMayFill, followRules, holdAccess, holdRules, recordRuleMoves } from "@/lib/groups/public";
import { findGroups, takenIdentifiers } from "@/lib/imports/check-against-account";
import { type CheckedDevice, type ImportProblem, rowChecker } from "@/lib/imports/check-rows";
import { mostGroups } from "@/lib/imports/columns";
import { endImport } from "@/lib/imports/end-import";
import { insertDevices } from "@/lib/imports/insert-devices";
import { readRows } from "@/lib/imports/read-rows";
import { importEnded, progressReporter } from "@/lib/imports/report-progress";
import { Missing } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/**
 * Checks every row of an uploaded file, then registers all of its devices or none, in one transaction. Run by the worker
 * as whoever uploaded it; run again after an interruption, it begins anew, because nothing was kept.
 */
export const importDevices = command({
  name: "device.import",
  permission: "device.register",
  input: z.object({ importId: z.uuid() }),
  target: ({ importId }) => ({ kind: "import", id: importId }),
  async run(context, { importId }) {
    const { db, actor, audit, publish } = context;
    const upload = await db
      .selectFrom("device_import")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", importId)
      .select(["status", "content", "file_name"])
      .executeTakeFirst();
    if (!upload) throw new Missing("import", [importId]);
    if (upload.status !== "checking" && upload.status !== "importing") throw importEnded();

    const report = progressReporter(actor.account.id, importId);
    const end = { importId, fileName: upload.file_name };
    const read = readRows(upload.content);
    if ("unreadable" in read) return endImport(context, { ...end, reason: read.unreadable });

    const { rows } = read;
    const check = rowChecker();
    const devices: CheckedDevice[] = [];
    let problems: ImportProblem[] = [];
    for (const [index, row] of rows.entries()) {
      if (index % 1_000 === 0) {
        await setImmediate();
        await report("checking", rows.length, index);
      }
      const checked = check(row);
      if (checked.device) devices.push(checked.device);
      problems.push(...checked.problems);
    }
    if (new Set(devices.flatMap((device) => device.groupNames)).size > mostGroups)
      return endImport(context, {
        ...end,
        reason: `The file names more than ${mostGroups.toLocaleString("en-GB")} groups. Import it in parts.`,
      });
    const groups = await findGroups(db, actor, context.now, devices);
    problems = problems.concat(await takenIdentifiers(db, actor.account.id, devices), groups.problems);
    if (problems.length > 0) return endImport(context, { ...end, total: rows.length, problems });

    await report("importing", rows.length, 0, true);
    const ids = await insertDevices(db, actor.label, devices, groups.numbers, (inserted) =>
      report("importing", rows.length, inserted),
    );
    // asked again at the end, so that the account's access need not stand still while a large file is taken in
    const named = [...groups.numbers].map(([name, no]) => ({ name, no }));
    if (named.length > 0) await holdAccess(db);
    await assertMayFill(context, named);
    await holdRules(db);
    const moves = await followRules(db, { deviceIds: ids });
    if (groups.numbers.size > 0) context.relyOn("group.assign", [...groups.numbers.values()]);
    audit("device.imported", {
      target: { kind: "import", id: importId, label: upload.file_name },
      count: devices.length,
    });
    // open lists are told that there is something new, not each of the devices
    publish({ topic: "groups" });
    recordRuleMoves(context, moves, "group");
    return endImport(context, { ...end, total: rows.length });
  },
});
