import { Fingerprint, KeyRound, Phone, Plus, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import type { Factors } from "@/lib/auth/factors/answers";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { LinkButton } from "../ui/link-button";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { FactorRow } from "./factor-row";
import type { OwnFactorActions } from "./own-factor-actions";

type Props = { factors: Factors; actions: OwnFactorActions };

const countOf = ({ apps, keys, phones }: Factors) => apps.length + keys.length + phones.length;

export function AppPanel({ factors, actions }: Props) {
  const open = factors.allowed.includes("app");
  if (!open && factors.apps.length === 0) return null;
  return (
    <Panel
      title="Authenticator apps"
      description="An app shows six digits, new every 30 seconds."
      flush
      action={open && <Add href="/you/security/app">Add an app</Add>}
    >
      {factors.apps.length > 0 ? (
        <ul className="divide-y divide-line">
          {factors.apps.map((app) => (
            <FactorRow
              key={app.id}
              factor={{ kind: "app", id: app.id }}
              name={app.name}
              noun="authenticator app"
              icon={<Smartphone />}
              badges={!open && <NotAdmitted />}
              facts={
                <>
                  Added <RelativeTime at={app.createdAt} /> · <LastUsed at={app.lastUsedAt} />
                </>
              }
              last={countOf(factors) === 1}
              actions={actions}
            />
          ))}
        </ul>
      ) : (
        <None>You have none.</None>
      )}
    </Panel>
  );
}

export function KeyPanel({ factors, actions }: Props) {
  const open = factors.allowed.includes("key");
  if (!open && factors.keys.length === 0) return null;
  return (
    <Panel
      title="Security keys and passkeys"
      description="The strongest: a false page cannot use them."
      flush
      action={open && <Add href="/you/security/key">Add a key</Add>}
    >
      {factors.keys.length > 0 ? (
        <ul className="divide-y divide-line">
          {factors.keys.map((key) => (
            <FactorRow
              key={key.id}
              factor={{ kind: "key", id: key.id }}
              name={key.name}
              noun={key.passkey ? "passkey" : "security key"}
              icon={key.passkey ? <Fingerprint /> : <KeyRound />}
              badges={
                <>
                  {key.passkey && <Badge tone="ok">Passkey: signs in by itself</Badge>}
                  {key.backedUp && <Badge>Backed up</Badge>}
                  {!open && <NotAdmitted />}
                </>
              }
              facts={
                <>
                  Added <RelativeTime at={key.createdAt} /> · <LastUsed at={key.lastUsedAt} />
                </>
              }
              warning={
                key.regressedAt && (
                  <Banner tone="warn" title="This key may have been copied">
                    Its counter went backwards <RelativeTime at={key.regressedAt} />, and that use was
                    refused. If it happens again, remove the key and add another.
                  </Banner>
                )
              }
              last={countOf(factors) === 1}
              actions={actions}
            />
          ))}
        </ul>
      ) : (
        <None>You have none.</None>
      )}
    </Panel>
  );
}

/** Only where somebody has a phone already, or their accounts admit one and codes can be sent. */
export function PhonePanel({ factors, actions }: Props) {
  if (!factors.phoneAvailable && factors.phones.length === 0) return null;
  return (
    <Panel
      title="Codes by text or call"
      description="Weaker than an app or a key: a number can be taken over. NIST calls these restricted."
      flush
      action={factors.phoneAvailable && <Add href="/you/security/phone">Add a phone</Add>}
    >
      {factors.phones.length > 0 ? (
        <ul className="divide-y divide-line">
          {factors.phones.map((phone) => (
            <FactorRow
              key={phone.id}
              factor={{ kind: "phone", id: phone.id }}
              name={`Number ending in ${phone.hint.replace("…", "")}`}
              noun="phone"
              icon={<Phone />}
              badges={!factors.phoneAvailable && <NotAdmitted />}
              facts={
                <>
                  Verified <RelativeTime at={phone.verifiedAt} /> · <LastUsed at={phone.lastUsedAt} />
                </>
              }
              last={countOf(factors) === 1}
              actions={actions}
            />
          ))}
        </ul>
      ) : (
        <None>You have none.</None>
      )}
    </Panel>
  );
}

function LastUsed({ at }: { at: string | null }) {
  return at ? (
    <>
      last used <RelativeTime at={at} />
    </>
  ) : (
    "never used since"
  );
}

/** Kept, but an account of this person's no longer takes it. */
const NotAdmitted = () => <Badge tone="warn">Not admitted by your accounts</Badge>;

function Add({ href, children }: { href: string; children: string }) {
  return (
    <LinkButton href={href} size="sm" icon={<Plus />} prefetch={false}>
      {children}
    </LinkButton>
  );
}

const None = ({ children }: { children: ReactNode }) => (
  <p className="px-4 py-4 text-ink-muted text-sm">{children}</p>
);
