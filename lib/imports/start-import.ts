import { z } from "zod";
import { mostBytes } from "@/lib/imports/columns";
import { namesGroups } from "@/lib/imports/read-rows";
import { invalid } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { assertFreshProof } from "@/lib/operation/fresh-proof";
import { command } from "@/lib/operation/operation";

/** Takes in a file of devices to register. Nothing is registered before the worker has checked every row of it. */
export const startImport = command({
  name: "import.start",
  permission: "device.register",
  input: z.object({
    fileName: z
      .string()
      .trim()
      .min(1)
      .max(200)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .transform((name) => name.replace(/[\u0000-\u001f\u007f]/g, "")),
    content: z.string().max(mostBytes, "A file has at most 8 MB. Import it in parts."),
  }),
  async run({ db, actor, now, audit, enqueue, publish }, { fileName, content }) {
    if (Buffer.byteLength(content) > mostBytes)
      throw invalid("A file has at most 8 MB. Import it in parts.", { content: "is too large" });
    if (content.includes("\0") || content.includes("\ufffd"))
      throw invalid("This file is not UTF-8 text. Save it as CSV in UTF-8 and try again.", {
        content: "is not UTF-8 text",
      });
    // the worker cannot ask whoever uploaded it, so putting devices into groups is asked about here
    if (actor.scopes.has("group.assign") && namesGroups(content)) assertFreshProof(actor, now);
    const id = newId();
    await db
      .insertInto("device_import")
      .values({ id, file_name: fileName, requested_by_label: actor.label, content })
      .execute();
    await enqueue("import-devices", { accountId: actor.account.id, userId: actor.userId, importId: id });
    audit("import.started", { target: { kind: "import", id, label: fileName } });
    publish({ topic: "imports" });
    return { id };
  },
});
