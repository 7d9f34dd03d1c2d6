import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

export function GroupFields({
  name,
  description,
  errors,
}: {
  name?: string;
  description?: string;
  errors?: Record<string, string>;
}) {
  return (
    <>
      <Field name="name" label="Name" required error={errors?.name}>
        <Input defaultValue={name} maxLength={80} autoComplete="off" />
      </Field>
      <Field
        name="description"
        label="Description"
        aside="Optional"
        help="What these devices have in common, for people who have not seen the group before."
        error={errors?.description}
      >
        <Textarea rows={3} maxLength={500} defaultValue={description} />
      </Field>
    </>
  );
}
