"use client";

import { Download, FileCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { Textarea } from "@/components/ui/textarea";

const mostBytes = 1_000_000;

/** A file, or lines pasted from a spreadsheet; what was chosen stands there to be corrected. */
export function ChoosePeopleFile({
  again,
  start,
  pending,
  onCheck,
}: {
  /** it was checked before, and something was wrong */
  again: boolean;
  start: string;
  pending: boolean;
  onCheck: (content: string) => void;
}) {
  const { account } = useViewer();
  const [text, setText] = useState(start);
  const [error, setError] = useState<string>();

  async function take(file: File | undefined) {
    setError(undefined);
    if (!file) return;
    if (file.size > mostBytes) return setError("A file has at most 1 MB. Import it in parts.");
    setText(await file.text());
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (!text.trim()) return setError("Choose a CSV file, or paste its lines below.");
    setError(undefined);
    onCheck(text);
  }

  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,24rem)] lg:justify-between">
      <Panel
        title={again ? "Correct it and check it again" : "A CSV file"}
        description="UTF-8, up to 500 people and 1 MB. Commas, semicolons or tabs."
        action={
          <a
            href={`/api/accounts/${account.slug}/people/invite/template`}
            download
            className={buttonClass("secondary", "sm")}
          >
            <Download />
            Download the template
          </a>
        }
      >
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field name="file" label="File" error={error}>
            <Input
              type="file"
              accept=".csv,.txt,text/csv"
              className="h-auto py-1.5"
              onChange={(event) => void take(event.target.files?.[0])}
            />
          </Field>
          <Field name="pasted" label="Or its lines" help="The first line names the columns.">
            <Textarea
              mono
              rows={8}
              spellCheck={false}
              wrap="off"
              placeholder="email,name,company,role,groups,until,second_factor,message"
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setError(undefined);
              }}
            />
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" icon={<FileCheck />} pending={pending}>
              Check the file
            </Button>
            <span className="text-ink-muted text-sm">Nothing is sent yet.</span>
          </div>
        </form>
      </Panel>
      <Panel title="Columns">
        <KeyValues
          items={[
            { label: "email", value: "Required" },
            { label: "name", value: "Optional" },
            { label: "company", value: "Optional" },
            { label: "role", value: "Required: the name of a role" },
            {
              label: "groups",
              value: "Required: names of device groups with ; between them, or the words whole account",
            },
            {
              label: "until",
              value: "Optional: the last day as 2026-12-31, to its end in UTC. Empty: no end",
            },
            { label: "second_factor", value: "Optional: yes requires one of this person" },
            { label: "message", value: "Optional: goes into the mail" },
          ]}
        />
      </Panel>
    </div>
  );
}
