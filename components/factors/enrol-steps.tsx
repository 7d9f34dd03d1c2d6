"use client";

import { ArrowLeft } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FactorKind } from "@/lib/access/proof";
import { AuthShell } from "../shell/auth-shell";
import { Button } from "../ui/button";
import { ChooseKind } from "./choose-kind";
import type { EnrolActions } from "./enrol-actions";
import { EnrolProgress } from "./enrol-progress";
import { FactorSetup } from "./factor-setup";
import { MakeRecoveryCodes } from "./make-recovery-codes";
import { setupTitles } from "./setup-titles";

type Step = "choose" | FactorKind | "codes" | "done";

/** The way through the door for somebody whose account requires a second factor they do not have. */
export function EnrolSteps({
  email,
  why,
  kinds,
  waiting,
  actions,
  place,
  signOut,
}: {
  email: string;
  /** what requires it, in sentences */
  why: string[];
  kinds: FactorKind[];
  /** false once nothing is waited for: a page loaded again after the last step */
  waiting: boolean;
  actions: EnrolActions;
  /** where this person was going */
  place: string;
  signOut: ReactNode;
}) {
  const router = useRouter();
  const goOn = () => router.push(place);
  const [step, setStep] = useState<Step>(waiting ? "choose" : "done");
  const shown = useRef(step);

  // what had the focus is gone with the step before
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    const main = document.getElementById("main");
    if (!main?.contains(document.activeElement)) main?.focus();
  }, [step]);

  if (step === "choose")
    return (
      <AuthShell
        title="Set up a second factor"
        description={why.join(" ")}
        footer={signOut}
        progress={<EnrolProgress step={1} />}
      >
        <p className="text-ink-muted text-sm">
          Besides your password, so that whoever learns it still cannot come in as you.
        </p>
        <ChooseKind kinds={kinds} choose={setStep} />
      </AuthShell>
    );

  if (step === "codes")
    return (
      <AuthShell
        wide
        title="Keep your recovery codes"
        description="Each lets you in once when your second factor is lost. They are shown this once."
        progress={<EnrolProgress step={3} />}
      >
        <MakeRecoveryCodes
          email={email}
          has={0}
          atOnce
          make={actions.makeCodes}
          goOn="Go on to Cordon"
          onKept={goOn}
        />
      </AuthShell>
    );

  if (step === "done")
    return (
      <AuthShell title="Nothing is left to set up" description="Your second factor is in place.">
        <Button variant="primary" className="w-full justify-center" onClick={goOn}>
          Go on to Cordon
        </Button>
      </AuthShell>
    );

  return (
    <AuthShell wide title={setupTitles[step]} footer={signOut} progress={<EnrolProgress step={2} />}>
      <FactorSetup
        kind={step}
        email={email}
        actions={actions}
        onDone={({ first }) => (first ? setStep("codes") : goOn())}
      />
      {kinds.length > 1 && (
        <div className="border-line border-t pt-3">
          <Button variant="ghost" size="sm" icon={<ArrowLeft />} onClick={() => setStep("choose")}>
            Choose another way
          </Button>
        </div>
      )}
    </AuthShell>
  );
}
