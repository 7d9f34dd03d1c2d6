"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { WaysToProve } from "@/lib/auth/factors/answers";
import { PasswordInput } from "../sign-in/password-input";
import { Banner } from "../ui/banner";
import { CodeForm } from "./code-form";
import { KeyForm } from "./key-form";
import { PhoneForm } from "./phone-form";
import type { ProofActions } from "./proof-actions";

type Way = "key" | "app" | "phone" | "recovery" | "password";

const words: Record<Way, string> = {
  key: "Security key or passkey",
  app: "Code from an authenticator app",
  phone: "Code by text or call",
  recovery: "Recovery code",
  password: "Password",
};

const waysOf = (ways: WaysToProve): Way[] => [
  ...(ways.key ? (["key"] as const) : []),
  ...(ways.app ? (["app"] as const) : []),
  ...(ways.phones.length > 0 ? (["phone"] as const) : []),
  ...(ways.password ? (["password"] as const) : []),
  ...(ways.recovery ? (["recovery"] as const) : []),
];

/** Proves who this is in one of the ways there are, the strongest first. */
export function ProvePanel({
  ways,
  actions,
  onProved,
  onward,
}: {
  ways: WaysToProve;
  actions: Omit<ProofActions, "ways">;
  onProved?: () => void;
  /** in place of onProved: the page to go on to */
  onward?: string;
}) {
  const router = useRouter();
  const proved = useMemo(
    () => onProved ?? (onward ? () => router.replace(onward) : undefined),
    [onProved, onward, router],
  );
  const open = waysOf(ways);
  const [chosen, setChosen] = useState<Way | undefined>(open[0]);
  const others = open.filter((way) => way !== chosen);
  return (
    <div className="flex flex-col gap-5">
      {!chosen && (
        <Banner tone="warn" title="There is nothing here to confirm with">
          Ask an administrator of your account to reset your second factor.
        </Banner>
      )}
      {open.includes("key") && (
        <noscript>
          <Banner tone="warn" title="A security key needs JavaScript">
            Switch JavaScript on for this site and load the page again. Your browser cannot ask your key
            without it, and the other ways to sign in are chosen with it too.
          </Banner>
        </noscript>
      )}
      {chosen === "key" && <KeyForm {...actions} onProved={proved} />}
      {chosen === "app" && (
        <CodeForm
          key="app"
          kind="app"
          label="Code from your authenticator app"
          help="Six digits, new every 30 seconds."
          prove={actions.prove}
          onProved={proved}
        />
      )}
      {chosen === "phone" && <PhoneForm phones={ways.phones} {...actions} onProved={proved} />}
      {chosen === "recovery" && (
        <CodeForm
          key="recovery"
          kind="recovery"
          label="Recovery code"
          help="One of the ten you kept. It works once."
          prove={actions.prove}
          onProved={proved}
        />
      )}
      {chosen === "password" && (
        <CodeForm key="password" kind="password" label="Password" prove={actions.prove} onProved={proved}>
          <PasswordInput autoComplete="current-password" />
        </CodeForm>
      )}
      {others.length > 0 && (
        <div className="border-line border-t pt-4 text-sm">
          <p className="text-ink-muted">Another way</p>
          <ul className="mt-1">
            {others.map((way) => (
              <li key={way}>
                <button
                  type="button"
                  onClick={() => setChosen(way)}
                  className="min-h-8 rounded-xs text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11"
                >
                  {words[way]}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
