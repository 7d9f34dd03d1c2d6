"use client";

import { useState } from "react";
import { GroupFilter } from "@/components/devices/group-filter";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import type { DownloadFormat } from "@/lib/credentials/download-formats";
import type { DownloadPreview } from "@/lib/credentials/prepare-download";
import type { VisibleError } from "@/lib/kernel/errors";

const formats: Record<DownloadFormat, string> = {
  csv: "CSV: device, ICCID, username, password",
  at: "Modems: AT commands (AT+CGAUTH)",
  uci: "OpenWrt: uci commands",
  routeros: "MikroTik: RouterOS commands",
  ppp: "pppd: lines for chap-secrets and pap-secrets",
};

interface Asked {
  format: DownloadFormat;
  encryptTo: { kind: "passphrase" } | { kind: "key"; key: string };
  onlyNew: boolean;
  reason: string;
}

type Group = { id: string; name: string };
const say = (count: number) => count.toLocaleString("en-GB");
const credentials = (count: number) => `${say(count)} ${count === 1 ? "credential" : "credentials"}`;

/** Of what, in which form, encrypted to whom, and why. */
export function DownloadForm({
  foreseen,
  group,
  pending,
  error,
  onPrepare,
  onClose,
}: {
  foreseen: DownloadPreview | undefined;
  group?: { chosen: Group | null; choose: (group: Group | null) => void };
  pending: boolean;
  error: VisibleError | undefined;
  onPrepare: (asked: Asked) => void;
  onClose: () => void;
}) {
  const [to, setTo] = useState("passphrase");
  const [onlyNew, setOnlyNew] = useState(true);
  const { total = 0, givenOut = 0, leftOut = 0, keptOneWay = 0, oneWay = false } = foreseen ?? {};
  const some = givenOut > 0 && givenOut < total;
  const count = some && onlyNew ? total - givenOut : total;
  const nothing = foreseen !== undefined && total === 0;

  function submit(form: FormData) {
    if (nothing) return onClose();
    onPrepare({
      format: String(form.get("format") ?? "csv") as DownloadFormat,
      encryptTo: to === "key" ? { kind: "key", key: String(form.get("key") ?? "") } : { kind: "passphrase" },
      onlyNew: some && onlyNew,
      reason: String(form.get("reason") ?? ""),
    });
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={nothing ? "No credential to give out" : `Download ${credentials(count)}`}
      consequence="The file can be fetched once, within 15 minutes, in this session. Who asked, why and that it was fetched stays in the activity log."
      also={[
        ...(givenOut > 0 && !some ? ["All of them were given out before."] : []),
        ...(oneWay && !nothing
          ? ["Each password leaves this once. After that it is kept one way and answers PAP only."]
          : []),
        ...(keptOneWay > 0
          ? [`${say(keptOneWay)} are kept one way and left out: renew them for new ones.`]
          : []),
        ...(leftOut > 0 ? [`${say(leftOut)} of those you selected are not yours to do this for.`] : []),
      ]}
      reason={nothing ? undefined : { required: true }}
      verb={nothing ? "Close" : "Make the file"}
      pending={pending || (foreseen === undefined && error === undefined)}
      error={error && { message: Object.values(error.fields ?? {})[0] ?? error.message, id: error.id }}
      onConfirm={submit}
    >
      {foreseen === undefined && error === undefined && <Skeleton className="h-24 w-full" />}
      {group && (
        <div className="flex items-center gap-2 text-sm">
          <span className="font-medium">Of</span>
          <GroupFilter label={group.chosen ? "Group" : "All devices"} {...group} onChange={group.choose} />
        </div>
      )}
      {some && (
        <Checkbox
          label={`Leave out what was given out before: ${say(givenOut)}`}
          checked={onlyNew}
          onCheckedChange={(on) => setOnlyNew(on === true)}
        />
      )}
      {!nothing && (
        <>
          <Field name="format" label="Form">
            <select id="field-format" name="format" className="control text-sm" defaultValue="csv">
              {Object.entries(formats).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </Field>
          <Field name="encryptTo" label="Encrypted to">
            <RadioGroup
              value={to}
              onValueChange={setTo}
              options={[
                { value: "passphrase", label: "A passphrase that is shown once" },
                { value: "key", label: "A public key of age" },
              ]}
            />
          </Field>
          {to === "key" && (
            <Field name="key" label="Public key" help="What age-keygen prints, beginning with age1." required>
              <Input mono required spellCheck={false} autoComplete="off" autoCapitalize="off" />
            </Field>
          )}
        </>
      )}
    </ConfirmDialog>
  );
}
