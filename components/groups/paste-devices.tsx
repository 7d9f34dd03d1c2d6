"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ClipboardPaste } from "lucide-react";
import { useState } from "react";
import type { GroupActions } from "@/components/groups/group-actions";
import { MovePreview } from "@/components/preview/move-preview";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Status } from "@/components/ui/status";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import type { LineReport, PasteReport } from "@/lib/groups/report-lines";
import type { VisibleError } from "@/lib/kernel/errors";

const results: Record<LineReport["result"], { tone: "ok" | "quiet" | "warn" | "bad"; word: string }> = {
  found: { tone: "ok", word: "Found" },
  already_in: { tone: "quiet", word: "In the group already" },
  repeated: { tone: "quiet", word: "Named twice" },
  several: { tone: "warn", word: "Names several devices" },
  not_found: { tone: "bad", word: "Not found" },
};

const shownLines = 200;

/** Puts devices into a group by what is printed on them: paste, see line by line what is found, then add. */
export function PasteDevices({
  group,
  actions: { findPasted, addPasted },
}: {
  group: { id: string; name: string };
  actions: Pick<GroupActions, "findPasted" | "addPasted">;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const [open, setOpen] = useState(false);
  const [pasted, setPasted] = useState("");
  const [report, setReport] = useState<PasteReport>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();

  function show(next: boolean) {
    setOpen(next);
    setReport(undefined);
    setError(undefined);
    if (!next) setPasted("");
  }

  async function go() {
    setPending(true);
    setError(undefined);
    const answer = await confirmed(report ? addPasted : findPasted)(account.slug, {
      groupId: group.id,
      pasted,
    });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    if (!report) return setReport(answer.data);
    const { found } = answer.data.counts;
    say({
      title: `${found.toLocaleString("en-GB")} ${found === 1 ? "device" : "devices"} added to ${group.name}`,
    });
    show(false);
    await queries.invalidateQueries({ queryKey: ["groups"] });
    await queries.invalidateQueries({ queryKey: ["devices"] });
  }

  const found = report?.counts.found ?? 0;
  return (
    <Dialog
      trigger={
        <Button variant="primary" icon={<ClipboardPaste />}>
          Add devices
        </Button>
      }
      open={open}
      onOpenChange={show}
      size="md"
      title={`Add devices to ${group.name}`}
      description="Everyone whose access covers this group will see them and may work on them."
      footer={
        <>
          {report ? (
            <Button variant="ghost" onClick={() => setReport(undefined)}>
              Back
            </Button>
          ) : (
            <DialogClose>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
          )}
          <Button
            variant="primary"
            pending={pending}
            disabled={report ? found === 0 : pasted.trim() === ""}
            onClick={() => void go()}
          >
            {report
              ? `Add ${found.toLocaleString("en-GB")} ${found === 1 ? "device" : "devices"}`
              : "Find the devices"}
          </Button>
        </>
      }
    >
      {error && (
        <FormErrorSummary errors={[{ message: error.message }]} id={error.id} title="Nothing was changed" />
      )}
      {report ? (
        <>
          <Report report={report} />
          {found > 0 && (
            <MovePreview
              groupId={group.id}
              way="in"
              selection={{
                deviceIds: report.lines.flatMap(({ result, device }) =>
                  result === "found" && device ? [device.id] : [],
                ),
              }}
            />
          )}
        </>
      ) : (
        <Field
          name="pasted"
          label="Identifiers, one on a line"
          help="ICCID, IMSI, MSISDN, IMEI, EID, DevEUI or the label, in any mixture. Up to 10,000."
        >
          <Textarea
            rows={10}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
            className="identifier"
            spellCheck={false}
          />
        </Field>
      )}
    </Dialog>
  );
}

function Report({ report }: { report: PasteReport }) {
  const order = Object.keys(results) as LineReport["result"][];
  const lines = order.toReversed().flatMap((result) => report.lines.filter((line) => line.result === result));
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface text-sm">
      <div
        role="status"
        className="flex flex-wrap gap-x-4 gap-y-1 border-line border-b bg-canvas px-3 py-2 tabular-nums"
      >
        {order.map((result) =>
          report.counts[result] > 0 ? (
            <Status key={result} tone={results[result].tone}>
              {report.counts[result].toLocaleString("en-GB")} {results[result].word.toLowerCase()}
            </Status>
          ) : null,
        )}
      </div>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto">
        {lines.slice(0, shownLines).map((line) => (
          <li key={line.line} className="flex min-h-row flex-wrap items-center gap-x-4 px-3 py-1">
            <span className="w-10 text-ink-faint text-xs tabular-nums">{line.line}</span>
            <span className="identifier min-w-40 flex-1 truncate">{line.text}</span>
            <Status tone={results[line.result].tone} detail={line.device?.label}>
              {results[line.result].word}
            </Status>
          </li>
        ))}
        {lines.length > shownLines && (
          <li className="px-3 py-2 text-ink-muted">
            and {(lines.length - shownLines).toLocaleString("en-GB")} more lines
          </li>
        )}
      </ul>
    </div>
  );
}
