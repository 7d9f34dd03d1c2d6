"use client";

import { Download, FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Panel } from "@/components/ui/panel";
import type { startImport } from "@/lib/imports/start-import";

const mostBytes = 8_000_000;

export function UploadFile({ start }: { start: ActionOf<typeof startImport> }) {
  const { account } = useViewer();
  const router = useRouter();
  const [file, setFile] = useState<File>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (!file) return setError("Choose a CSV file.");
    if (file.size > mostBytes) return setError("A file has at most 8 MB. Import it in parts.");
    setPending(true);
    const answer = await confirmed(start)(account.slug, { fileName: file.name, content: await file.text() });
    if (answer.ok) return router.push(`/${account.slug}/devices/import/${answer.data.id}`);
    setPending(false);
    setError(answer.error.message);
  }

  return (
    <Panel
      title="A CSV file"
      description="UTF-8, up to 50,000 devices and 8 MB. Commas, semicolons or tabs."
      action={
        <a
          href={`/api/accounts/${account.slug}/imports/template`}
          download
          className={buttonClass("secondary", "sm")}
        >
          <Download />
          Download the template
        </a>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field
          name="file"
          label="File"
          help="Columns: kind and label, then iccid, imsi, msisdn, imei, eid or dev_eui, join_eui, note, groups. Several groups are separated by |."
          error={error}
          required
        >
          <Input
            type="file"
            accept=".csv,.txt,text/csv"
            className="h-auto py-1.5"
            onChange={(event) => {
              setFile(event.target.files?.[0]);
              setError(undefined);
            }}
          />
        </Field>
        <div>
          <Button type="submit" variant="primary" icon={<FileUp />} pending={pending}>
            Check and import
          </Button>
        </div>
      </form>
    </Panel>
  );
}
