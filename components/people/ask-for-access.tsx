"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { endOfDay } from "@/components/people/end-field";
import { GroupPicker } from "@/components/people/group-picker";
import type { OwnAccessView, RequestAction } from "@/components/people/own-access";
import { PermissionField } from "@/components/people/permission-field";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";

type Asked = OwnAccessView["permissions"][number];

interface Props {
  permissions: Asked[];
  wanted?: Asked["key"];
  request: RequestAction;
}

/** Asks those who may give it for a permission, for the whole account or some groups, with a reason. */
export function AskForAccess(props: Props) {
  const [open, setOpen] = useState(props.wanted !== undefined);
  const [pending, setPending] = useState(false);
  const form = useId();
  return (
    <Dialog
      trigger={<Button variant="primary">Ask for access</Button>}
      open={open}
      onOpenChange={setOpen}
      title="Ask for access"
      description="Nothing changes by asking. Those who may give it get a mail, and you get one when it is decided."
      size="md"
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Ask for it
          </Button>
        </>
      }
    >
      <AskForm {...props} id={form} onPending={setPending} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function AskForm({
  id,
  permissions,
  wanted,
  request,
  onPending,
  onDone,
}: Props & { id: string; onPending: (pending: boolean) => void; onDone: () => void }) {
  const { account, can } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const [permission, setPermission] = useState<Asked["key"] | undefined>(wanted);
  const [where, setWhere] = useState<string>();
  const [groups, setGroups] = useState<{ id: string; name: string }[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<VisibleError>();
  const chosen = permissions.find(({ key }) => key === permission);
  const byGroup = chosen?.scope === "device" && can("group.view");
  const reach = byGroup ? (where ?? "groups") : "account";

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [reason, until] = [String(form.get("reason") ?? ""), String(form.get("until") ?? "")];
    const missing: Record<string, string> = {
      ...(permission ? {} : { permission: "Choose a permission." }),
      ...(reach === "groups" && groups.length === 0 ? { groups: "Choose at least one group." } : {}),
      ...(reason.trim() ? {} : { reason: "Say what you need it for." }),
    };
    setErrors(missing);
    setRefusal(undefined);
    if (!permission || Object.keys(missing).length > 0) return;
    onPending(true);
    const answer = await request(account.slug, {
      kind: "permission",
      permission,
      scope:
        reach === "groups"
          ? { kind: "groups", groupIds: groups.map((each) => each.id) }
          : { kind: "account" },
      until: until ? endOfDay(until) : null,
      reason,
    });
    onPending(false);
    if (!answer.ok) {
      setErrors(answer.error.fields ?? {});
      return setRefusal(answer.error);
    }
    say({ title: "You asked for it", detail: "Those who may give it were written to." });
    await queries.invalidateQueries({ queryKey: ["people"] });
    onDone();
  }

  return (
    <form id={id} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      {refusal && (
        <FormErrorSummary title="Nothing was asked" errors={[{ message: refusal.message }]} id={refusal.id} />
      )}
      <PermissionField
        permissions={permissions}
        chosen={permission}
        onChosen={setPermission}
        error={errors.permission}
      />
      {byGroup && (
        <Field name="where" label="Where" required>
          <RadioGroup
            options={[
              { value: "groups", label: "Some device groups" },
              { value: "account", label: "The whole account" },
            ]}
            value={reach}
            onValueChange={setWhere}
          />
        </Field>
      )}
      {byGroup && reach === "groups" && (
        <GroupPicker chosen={groups} onChosen={setGroups} error={errors.groups} />
      )}
      <Field
        name="until"
        label="Until"
        aside="Optional"
        error={errors.until}
        help="The last day. Empty: no end."
      >
        <Input type="date" className="max-w-44" />
      </Field>
      <Field
        name="reason"
        label="Reason"
        error={errors.reason}
        help="Read by those who decide, and kept in the activity log."
        required
      >
        <Textarea rows={3} maxLength={500} />
      </Field>
    </form>
  );
}
