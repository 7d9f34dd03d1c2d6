"use client";

import { RegisterForm } from "@/components/devices/register-form";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { register } from "../actions";

export function Register() {
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-5">
      <PageCrumbs items={[{ label: "Register" }]} />
      <PageHeader
        title="Register a device"
        description="It goes into stock. Activate it when it goes into service."
      />
      <RegisterForm register={register} />
    </div>
  );
}
