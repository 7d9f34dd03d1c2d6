"use client";

import { ChevronRight, KeyRound, Phone, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import type { FactorKind } from "@/lib/access/proof";
import { Badge } from "../ui/badge";

const choices: { kind: FactorKind; icon: ReactNode; name: string; badge?: ReactNode; detail: string }[] = [
  {
    kind: "key",
    icon: <KeyRound />,
    name: "Passkey or security key",
    badge: <Badge tone="ok">Strongest</Badge>,
    detail: "Your finger, face or PIN on this device, or a key you touch.",
  },
  {
    kind: "app",
    icon: <Smartphone />,
    name: "Authenticator app",
    detail: "Six digits from an app on your phone or in a password manager.",
  },
  {
    kind: "phone",
    icon: <Phone />,
    name: "Code by text or call",
    badge: <Badge tone="warn">Weaker</Badge>,
    detail: "A number can be taken over. NIST calls this way restricted.",
  },
];

/** The kinds of second factor that may be set up, the strongest first. */
export function ChooseKind({ kinds, choose }: { kinds: FactorKind[]; choose: (kind: FactorKind) => void }) {
  return (
    <ul className="flex flex-col gap-2">
      {choices
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ kind, icon, name, badge, detail }) => (
          <li key={kind}>
            <button
              type="button"
              onClick={() => choose(kind)}
              className="flex w-full items-center gap-3 rounded-lg border border-line px-3.5 py-3 text-left text-sm hover:border-line-strong hover:bg-hover"
            >
              <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
                {icon}
              </span>
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                  {name} {badge}
                </span>
                <span className="block text-ink-muted">{detail}</span>
              </span>
              <ChevronRight className="text-ink-faint" />
            </button>
          </li>
        ))}
    </ul>
  );
}
