"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ChoosePeopleFile } from "@/components/people/choose-people-file";
import { PeopleProblems } from "@/components/people/people-problems";
import { PeopleReady } from "@/components/people/people-ready";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { LinkButton } from "@/components/ui/link-button";
import type { VisibleError } from "@/lib/kernel/errors";
import type { importPeople } from "@/lib/people/import/import-people";
import type { previewPeopleImport } from "@/lib/people/import/preview-people-import";

type Checked = OutputOf<typeof previewPeopleImport>;

/** A file of people: checked whole, shown as what it would do, then sent whole. */
export function ImportPeople({
  check,
  send,
}: {
  check: ActionOf<typeof previewPeopleImport>;
  send: ActionOf<typeof importPeople>;
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [content, setContent] = useState("");
  const [checked, setChecked] = useState<Checked>();
  const [error, setError] = useState<VisibleError>();
  const [refused, setRefused] = useState(false);
  const [pending, setPending] = useState(false);
  const [invited, setInvited] = useState<number>();

  async function checkFile(text: string) {
    setPending(true);
    setRefused(false);
    setError(undefined);
    setContent(text);
    const answer = await confirmed(check)(account.slug, { content: text });
    setPending(false);
    setChecked(answer.ok ? answer.data : undefined);
    if (!answer.ok) setError(answer.error);
  }

  async function invite() {
    if (!checked?.ok || pending) return;
    setPending(true);
    setError(undefined);
    const { importId, prints } = checked;
    const answer = await confirmed(send)(account.slug, { content, importId, prints });
    if (answer.ok) {
      setInvited(answer.data.invited);
      await queries.invalidateQueries({ queryKey: ["people"] });
    } else if (answer.error.code !== "step_up_required") {
      // whatever stood in the way is told line by line by checking the same file again
      const again = await confirmed(check)(account.slug, { content });
      if (again.ok) setChecked(again.data);
      setRefused(true);
      setError(answer.error);
    }
    setPending(false);
  }

  function restart() {
    setContent("");
    setChecked(undefined);
    setInvited(undefined);
    setError(undefined);
    setRefused(false);
  }

  if (invited !== undefined)
    return (
      <div className="flex max-w-2xl flex-col gap-4">
        <Banner tone="ok" live title={`${sayPeople(invited)} invited`}>
          Each gets a mail with a link that works once, for three days. Who has not answered stands in the
          list of people under the status Invited.
        </Banner>
        <div className="flex flex-wrap gap-2">
          <LinkButton href={`/${account.slug}/people?status=invited`} variant="primary">
            See who is invited
          </LinkButton>
          <Button onClick={restart}>Import another file</Button>
        </div>
      </div>
    );
  return (
    <div className="flex flex-col gap-5">
      {error && (
        <FormErrorSummary
          title={refused ? "Nothing was sent" : "The file cannot be used"}
          errors={[{ message: error.message }]}
          id={error.id}
        />
      )}
      {checked?.ok ? (
        <PeopleReady checked={checked} pending={pending} onSend={() => void invite()} onBack={restart} />
      ) : (
        <>
          {checked && <PeopleProblems checked={checked} />}
          <ChoosePeopleFile
            again={checked !== undefined}
            start={content}
            pending={pending}
            onCheck={(text) => void checkFile(text)}
          />
        </>
      )}
    </div>
  );
}

const sayPeople = (count: number) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? "person is" : "people are"}`;
