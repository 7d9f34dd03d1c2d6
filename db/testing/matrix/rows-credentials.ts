import { asSuperuser } from "@/db/testing/estate";
import {
  bareDevice,
  bulkAction,
  bulkItem,
  credential,
  device,
  download,
  type Made,
  type Maker,
} from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import type { Actor } from "@/lib/access/actor";
import { cancelGenerating } from "@/lib/bulk/cancel-bulk-action";
import { doGenerating, doRotating } from "@/lib/bulk/do-credentials";
import { startGenerating, startRotating } from "@/lib/bulk/generate-many";
import { previewGenerating, previewRotating } from "@/lib/bulk/preview-credentials";
import { changeBinding } from "@/lib/credentials/change-binding";
import { changeCredentialRules } from "@/lib/credentials/change-rules";
import { countCredentials } from "@/lib/credentials/count-credentials";
import { credentialsOfDevice } from "@/lib/credentials/credentials-of-device";
import { fetchDownload } from "@/lib/credentials/fetch-download";
import { generateCredential, rotateCredential } from "@/lib/credentials/generate-credential";
import { getCredentialRules } from "@/lib/credentials/get-rules";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { listNasGroups } from "@/lib/credentials/nas-groups";
import { prepareDownload, previewDownload } from "@/lib/credentials/prepare-download";
import { revealCredential } from "@/lib/credentials/reveal-credential";
import { revokeCredential } from "@/lib/credentials/revoke-credential";

const selection = (id: string) => ({ deviceIds: [id] });
const firstUse = { kind: "first_use" } as const;
const reported = { deviceIds: "reported" } as const;
const work = (item: { id: string; bulkActionId?: unknown }) => ({
  bulkActionId: String(item.bulkActionId),
  items: [{ position: 0, deviceId: item.id }],
  validFrom: new Date().toISOString(),
  validUntil: null,
  replacing: null,
});

/** A device that is named, with a credential that opens. */
const withCredential: Maker = { ...credential, noun: "device" };

/** How every account makes credentials, in the version that the row changes: one's own are meant, whatever else is named. */
const ownRules: Maker = {
  noun: null,
  grouped: true,
  async make() {
    await asSuperuser(
      `insert into credential_rules (account_id, realm, pattern, password_length, alphabet)
       select id, slug, '{iccid}@{realm}', 20, 'unambiguous' from account
       on conflict (account_id) do update set realm = excluded.realm, version = 1`,
    );
    return { id: "", label: "" };
  },
};

/** A file is fetched by who asked for it, in the session in which they did: whoever may is made that person. */
const asItsAsker = async ({ file }: Record<string, Made>, actor: Actor) => {
  if (actor.kind !== "member") return;
  await asSuperuser("update credential_download set requested_by = $2, session_id = $3 where id = $1", [
    file?.id,
    actor.membershipId,
    actor.sessionId,
  ]);
};

export const credentialRows: Row[] = [
  row(listCredentials, () => ({})),
  row(countCredentials, () => ({})),
  row(getCredentialRules, () => ({})),
  row(listNasGroups, () => ({})),
  row(
    changeCredentialRules,
    () => ({
      pattern: "{iccid}@{realm}",
      passwordLength: 20,
      alphabet: "unambiguous" as const,
      version: 1,
    }),
    { rules: ownRules },
    { rules: "reported" },
  ),
  row(credentialsOfDevice, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }),
  row(generateCredential, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: bareDevice }),
  row(rotateCredential, ({ deviceId }) => ({ deviceId: deviceId.id, overlap: firstUse }), {
    deviceId: device(),
  }),
  row(revealCredential, ({ it }) => ({ credentialId: it.id, reason: "on site" }), { it: credential }),
  row(revokeCredential, ({ it }) => ({ credentialId: it.id }), { it: credential }),
  row(changeBinding, ({ it }) => ({ credentialId: it.id, nasOnly: ["europe"] }), { it: credential }),
  row(previewDownload, ({ it }) => ({ what: selection(String(it.deviceId)) }), { it: withCredential }),
  row(
    prepareDownload,
    ({ it }) => ({
      what: selection(String(it.deviceId)),
      format: "csv" as const,
      encryptTo: { kind: "passphrase" as const },
      reason: "set up on site",
    }),
    { it: withCredential },
  ),
  {
    ...row(fetchDownload, ({ file }) => ({ downloadId: file.id, passphrase: "passphrase" }), {
      file: download,
    }),
    prepare: asItsAsker,
  },
  row(startGenerating, ({ deviceIds }) => ({ selection: selection(deviceIds.id) }), {
    deviceIds: bareDevice,
  }),
  row(startRotating, ({ deviceIds }) => ({ selection: selection(deviceIds.id), overlap: firstUse }), {
    deviceIds: device(),
  }),
  ...[previewGenerating, previewRotating].map((operation) =>
    row(
      operation,
      ({ deviceIds }) => ({ selection: selection(deviceIds.id) }),
      { deviceIds: device() },
      reported,
    ),
  ),
  row(doGenerating, ({ item }) => work(item), { item: bulkItem("generate_credentials") }),
  row(doRotating, ({ item }) => work(item), { item: bulkItem("rotate_credentials") }),
  row(cancelGenerating, ({ work }) => ({ bulkActionId: work.id }), {
    work: bulkAction("generate_credentials"),
  }),
];
