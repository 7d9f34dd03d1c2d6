"use client";

import { useRouter } from "next/navigation";
import { Panel } from "../ui/panel";
import type { EnrolActions } from "./enrol-actions";
import { MakeRecoveryCodes } from "./make-recovery-codes";

export function RenewRecoveryCodes({
  email,
  has,
  make,
}: {
  email: string;
  has: number;
  make: EnrolActions["makeCodes"];
}) {
  const router = useRouter();
  return (
    <Panel>
      <MakeRecoveryCodes
        email={email}
        has={has}
        make={make}
        goOn="Done"
        onKept={() => router.push("/you/security")}
      />
    </Panel>
  );
}
