"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FactorKind } from "@/lib/access/proof";
import { LinkButton } from "../ui/link-button";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { useToast } from "../ui/toast";
import type { EnrolActions } from "./enrol-actions";
import { FactorSetup } from "./factor-setup";
import { MakeRecoveryCodes } from "./make-recovery-codes";
import { setupTitles } from "./setup-titles";

const added: Record<FactorKind, string> = {
  app: "The app is added",
  key: "The key is added",
  phone: "The phone is added",
};

/** A page that adds one second factor; after the first the recovery codes follow in the same place. */
export function AddFactor({
  kind,
  email,
  actions,
}: {
  kind: FactorKind;
  email: string;
  actions: EnrolActions;
}) {
  const router = useRouter();
  const say = useToast();
  const [codes, setCodes] = useState(false);
  const back = "/you/security";

  if (codes)
    return (
      <>
        <PageHeader
          title="Keep your recovery codes"
          description="They let you in when your second factor is lost. They are shown this once."
        />
        <Panel>
          <MakeRecoveryCodes
            email={email}
            has={0}
            atOnce
            make={actions.makeCodes}
            goOn="Done"
            onKept={() => router.push(back)}
          />
        </Panel>
      </>
    );
  return (
    <>
      <PageHeader title={setupTitles[kind]} action={<LinkButton href={back}>Back to security</LinkButton>} />
      <Panel>
        <FactorSetup
          kind={kind}
          email={email}
          actions={actions}
          onDone={({ first }) => {
            say({ title: added[kind] });
            if (first) setCodes(true);
            else router.push(back);
          }}
        />
      </Panel>
    </>
  );
}
