"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { readOverlapFields } from "@/components/bulk/credentials-dialog";
import { BindingDialog, lacking } from "@/components/credentials/binding-dialog";
import { BindingFields, noBinding, readBinding, sayBinding } from "@/components/credentials/binding-fields";
import { failureWords, stateWords, wrongOrChap } from "@/components/credentials/credential-words";
import { OverlapFields, readValidityFields, ValidityFields } from "@/components/credentials/overlap-fields";
import { RevealDialog } from "@/components/credentials/reveal-dialog";
import { useDevice } from "@/components/devices/device-provider";
import { confirmed } from "@/components/proof/step-up";
import { fetchJson } from "@/components/shell/fetch-json";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ExactTime } from "@/components/ui/exact-time";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { useToast } from "@/components/ui/toast";
import type { changeBinding } from "@/lib/credentials/change-binding";
import type { DeviceCredentials as Found } from "@/lib/credentials/credentials-of-device";
import type { generateCredential, rotateCredential } from "@/lib/credentials/generate-credential";
import type { revealCredential } from "@/lib/credentials/reveal-credential";
import type { revokeCredential } from "@/lib/credentials/revoke-credential";
import type { ShownCredential } from "@/lib/credentials/shown";
import type { VisibleError } from "@/lib/kernel/errors";

interface Actions {
  bind: ActionOf<typeof changeBinding>;
  generate: ActionOf<typeof generateCredential>;
  rotate: ActionOf<typeof rotateCredential>;
  reveal: ActionOf<typeof revealCredential>;
  revoke: ActionOf<typeof revokeCredential>;
}

type Deed =
  | { kind: "generate" | "rotate" }
  | { kind: "reveal"; credential: ShownCredential }
  | { kind: "revoke"; credential: ShownCredential }
  | { kind: "bind"; credential: ShownCredential };

/** What the device signs on to the network with, what was refused lately, and what can be done about it. */
export function DeviceCredentials({ actions }: { actions: Actions }) {
  const { account, can } = useViewer();
  const device = useDevice();
  const [deed, setDeed] = useState<Deed>();
  const query = useQuery({
    queryKey: ["devices", "credentials", account.id, device.id],
    queryFn: ({ signal }) =>
      fetchJson<Found>(`/api/accounts/${account.slug}/credentials/device`, { deviceId: device.id }, signal),
  });
  const { credentials = [], failures = [], days = 30, oneWay = false } = query.data ?? {};
  const current = credentials.find(({ state }) => state === "good" || state === "not_yet");
  const answersPapOnly = credentials.some((each) => isAlive(each) && each.keptOneWayAt !== null);
  const ended = device.state === "terminated";
  return (
    <div className="flex flex-col gap-5">
      <Panel
        title="Credentials"
        flush
        action={
          can("credential.generate") &&
          !ended &&
          query.isSuccess && (
            <Button size="sm" onClick={() => setDeed({ kind: current ? "rotate" : "generate" })}>
              {current ? "Renew" : "Generate"}
            </Button>
          )
        }
      >
        {query.isPending && <Skeleton className="m-4 h-24" />}
        {query.error && (
          <ErrorState
            title={query.error.message}
            action={<Button onClick={() => query.refetch()}>Try again</Button>}
          />
        )}
        {query.isSuccess && credentials.length === 0 && (
          <EmptyState icon={<KeyRound />} title="No credential">
            The network asks this device for none that this account made.
          </EmptyState>
        )}
        <ul className="divide-y divide-line">
          {credentials.map((credential) => (
            <One key={credential.id} credential={credential} onDeed={setDeed} />
          ))}
        </ul>
      </Panel>
      <Panel title={`Refused sign-ons, last ${days} days`} flush>
        {query.isSuccess && failures.length === 0 && (
          <p className="px-4 py-3 text-ink-muted text-sm">None.</p>
        )}
        <ul className="divide-y divide-line text-sm">
          {failures.map((failure) => (
            <li key={failure.reason} className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2.5">
              <span className="min-w-0 flex-1 basis-52">
                {failure.reason === "wrong_password" && answersPapOnly
                  ? wrongOrChap
                  : (failureWords[failure.reason] ?? failure.reason)}
              </span>
              <span className="tabular-nums">{failure.failures.toLocaleString("en-GB")}</span>
              <span className="text-ink-muted">
                last <RelativeTime at={failure.lastAt} />
                {failure.lastNas && ` from ${failure.lastNas}`}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      {deed?.kind === "reveal" && (
        <RevealDialog
          credentialId={deed.credential.id}
          label={device.label}
          lastTime={oneWay}
          reveal={actions.reveal}
          onClose={() => setDeed(undefined)}
        />
      )}
      {deed?.kind === "bind" && (
        <BindingDialog
          credential={deed.credential}
          change={actions.bind}
          onClose={() => setDeed(undefined)}
        />
      )}
      {deed && deed.kind !== "reveal" && deed.kind !== "bind" && (
        <DeedDialog deed={deed} actions={actions} onClose={() => setDeed(undefined)} />
      )}
    </div>
  );
}

const isAlive = ({ state }: ShownCredential) => state !== "revoked" && state !== "expired";

function One({ credential, onDeed }: { credential: ShownCredential; onDeed: (deed: Deed) => void }) {
  const { can } = useViewer();
  const { word, tone } = stateWords[credential.state];
  const alive = isAlive(credential);
  const rows: { label: string; value: ReactNode }[] = [
    { label: "Username", value: <span className="identifier break-all">{credential.username}</span> },
    {
      label: "Good",
      value: (
        <>
          from <ExactTime at={credential.validFrom} />
          {credential.validUntil && (
            <>
              {" "}
              until <ExactTime at={credential.validUntil} />
            </>
          )}
          {credential.state === "replaced" &&
            credential.endsOnFirstUse &&
            ", until the new one is first used"}
        </>
      ),
    },
    {
      label: "Used",
      value: credential.lastUsedAt ? (
        <>
          last <RelativeTime at={credential.lastUsedAt} />
          {credential.lastNas && ` from ${credential.lastNas}`}
          {credential.firstUsedAt && (
            <>
              , first <RelativeTime at={credential.firstUsedAt} />
            </>
          )}
        </>
      ) : (
        "Never"
      ),
    },
    {
      label: "Made",
      value: (
        <>
          by {credential.createdBy} <RelativeTime at={credential.createdAt} />
          {credential.revokedBy && `, revoked by ${credential.revokedBy}`}
        </>
      ),
    },
  ];
  const bound = sayBinding(credential);
  if (bound) rows.push({ label: "Accepted", value: bound });
  if (credential.givenOutAt)
    rows.push({
      label: "Given out",
      value: (
        <>
          <ExactTime at={credential.givenOutAt} /> by {credential.givenOutBy}
        </>
      ),
    });
  if (credential.keptOneWayAt)
    rows.push({
      label: "Kept one way",
      value: (
        <>
          since <ExactTime at={credential.keptOneWayAt} />: it is not shown again, and answers PAP only. Renew
          it for a new one.
        </>
      ),
    });
  return (
    <li className="flex flex-col gap-3 px-4 py-3 sm:flex-row sm:items-start">
      <div className="min-w-0 flex-1">
        <Status tone={tone} className="mb-2 text-sm">
          {word}
        </Status>
        <KeyValues items={rows} />
      </div>
      {alive && (
        <div className="flex flex-wrap gap-2">
          {can("credential.reveal") && credential.keptOneWayAt === null && (
            <Button size="sm" onClick={() => onDeed({ kind: "reveal", credential })}>
              Reveal
            </Button>
          )}
          {can("credential.generate") && (
            <Button size="sm" onClick={() => onDeed({ kind: "bind", credential })}>
              Bind
            </Button>
          )}
          {can("credential.revoke") && (
            <Button size="sm" onClick={() => onDeed({ kind: "revoke", credential })}>
              Revoke
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

const words = {
  generate: {
    verb: "Generate a credential",
    done: "A credential was made",
    consequence: "The device gets a username and a random password of its own.",
  },
  rotate: {
    verb: "Renew the credential",
    done: "A new credential was made",
    consequence: "The device gets a new password beside the one it has.",
  },
  revoke: {
    verb: "Revoke the credential",
    done: "The credential is revoked",
    consequence: "From now on the network refuses it.",
  },
} as const;

function DeedDialog({
  deed,
  actions,
  onClose,
}: {
  deed: { kind: "generate" | "rotate" } | { kind: "revoke"; credential: ShownCredential };
  actions: Actions;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const device = useDevice();
  const queries = useQueryClient();
  const say = useToast();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const [binding, setBinding] = useState(noBinding);
  const { verb, done, consequence } = words[deed.kind];

  async function act(form: FormData) {
    setPending(true);
    const deviceId = device.id;
    const dates = readValidityFields(form);
    const answer =
      deed.kind === "generate"
        ? await confirmed(actions.generate)(account.slug, {
            deviceId,
            ...dates,
            ...readBinding(binding),
          })
        : deed.kind === "rotate"
          ? await confirmed(actions.rotate)(account.slug, {
              deviceId,
              ...dates,
              overlap: readOverlapFields(form),
              ...readBinding(binding),
            })
          : await actions.revoke(account.slug, {
              credentialId: "credential" in deed ? deed.credential.id : "",
              reason: String(form.get("reason") ?? ""),
            });
    setPending(false);
    if (!answer.ok) return setError(answer.error);
    say({ title: done });
    await queries.invalidateQueries({ queryKey: ["devices"] });
    onClose();
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${verb} of ${device.label}`.replace("a credential of", "a credential for")}
      consequence={consequence}
      reason={deed.kind === "revoke" ? {} : undefined}
      verb={verb}
      danger={deed.kind === "revoke"}
      pending={pending}
      error={error && { message: Object.values(error.fields ?? {})[0] ?? error.message, id: error.id }}
      onConfirm={(form) => void act(form)}
    >
      {deed.kind === "rotate" && <OverlapFields />}
      {deed.kind !== "revoke" && (
        <BindingFields value={binding} without={lacking(device)} of={1} onChange={setBinding} />
      )}
      {deed.kind !== "revoke" && <ValidityFields />}
    </ConfirmDialog>
  );
}
