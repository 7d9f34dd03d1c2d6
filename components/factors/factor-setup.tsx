"use client";

import type { FactorKind } from "@/lib/access/proof";
import { AppSetup } from "./app-setup";
import type { EnrolActions, Enrolled } from "./enrol-actions";
import { KeySetup } from "./key-setup";
import { PhoneSetup } from "./phone-setup";

export function FactorSetup({
  kind,
  ...props
}: {
  kind: FactorKind;
  email: string;
  actions: EnrolActions;
  onDone: (enrolled: Enrolled) => void;
}) {
  if (kind === "app") return <AppSetup {...props} />;
  if (kind === "key") return <KeySetup {...props} />;
  return <PhoneSetup {...props} />;
}
