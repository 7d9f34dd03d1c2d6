import type { Metadata } from "next";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { NameForm } from "@/components/you/name-form";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { changeNameAction } from "./actions";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const me = await signedInOrRedirect();
  return (
    <>
      <PageHeader title="Profile" />
      <Panel title="Name" description="As colleagues and the activity log see it.">
        <NameForm name={me.name} action={changeNameAction} />
      </Panel>
      <Panel title="E-mail address" description="What you sign in with, and where messages about it go.">
        <Field
          name="email"
          label="Your address"
          help="It cannot be changed here. Ask an administrator to invite another address."
          className="max-w-md"
        >
          <Input type="email" value={me.email} readOnly />
        </Field>
      </Panel>
    </>
  );
}
