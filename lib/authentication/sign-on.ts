/** What a device shows, and through whom: one Access-Request. */
export interface SignOn {
  userName: string;
  proof: Proof;
  /** NAS-Identifier and the NAS's addresses, as far as the packet names them; the first is what it is called by; judged with its NAS group */
  nas: readonly string[];
  /** what the network says about who this is */
  imsi: string | null;
  msisdn: string | null;
  imei: string | null;
}

/** PAP gives the password; CHAP (RFC 1994 section 4.1) the MD5 of identifier, password and challenge. */
export type Proof =
  | { kind: "pap"; password: Buffer }
  | { kind: "chap"; identifier: number; response: Buffer; challenge: Buffer };

/** Why a device is refused, for the provider's records and the gateway's log; the device is never told. */
export type DeviceReason =
  | "wrong_password"
  | "revoked"
  | "expired"
  | "not_yet_valid"
  | "isolated"
  | "suspended"
  | "terminated"
  | "not_active"
  | "imsi_mismatch"
  | "msisdn_mismatch"
  | "imei_mismatch"
  | "nas_mismatch";

export type Reason = DeviceReason | "unknown_user" | "no_password";

/** A credential with its device, as both are at this moment. */
export interface Credential {
  accountId: string;
  id: string;
  deviceId: string;
  sealed: Buffer | null;
  keyVersion: number;
  oneWay: string | null;
  validFrom: Date;
  validUntil: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
  firstUsedAt: Date | null;
  boundTo: readonly ("imsi" | "msisdn" | "imei")[];
  nasOnly: readonly string[];
  state: "ordered" | "in_stock" | "active" | "suspended" | "terminated";
  isolated: boolean;
  imsi: string | null;
  msisdn: string | null;
  imei: string | null;
  /** the device's own address, and what its plan gives */
  framedAddress: string | null;
  framedPool: string | null;
  filterIds: readonly string[] | null;
  sessionTimeout: number | null;
  idleTimeout: number | null;
  interimInterval: number | null;
}

export type Verdict =
  | { accept: true; credential: Credential }
  | { accept: false; reason: DeviceReason; device: { accountId: string; id: string } }
  | { accept: false; reason: "unknown_user"; device: null };
