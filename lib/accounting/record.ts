/** Epoch seconds: RADIUS counts time in whole seconds (RFC 2869 section 5.3). */
export type Seconds = number;

interface Heard {
  at: Seconds;
  /** NAS-Identifier, else its address */
  nas: string;
}

/** The NAS says that it starts or shuts down: every session it had is over. */
export interface NasRecord extends Heard {
  status: "on" | "off";
}

export interface SessionRecord extends Heard {
  status: "start" | "interim" | "stop";
  /** the same for every record of one session, as long as the NAS does not use it again after a reboot */
  sessionKey: string;
  acctSessionId: string;
  identity: Identity;
  /** Acct-Session-Time */
  seconds: number | null;
  /** up is from the device: Acct-Input-Octets */
  up: Counter | null;
  down: Counter | null;
  attributes: SessionAttributes;
  /** the network that served the device, as MCC-MNC */
  network: string | null;
  stopCause: string | null;
}

export interface Counter {
  octets: number;
  /** whether the NAS said how often the 32 bits went round; without it a smaller number means once more */
  wide: boolean;
}

/** What the network says about who this is. User-Name is last, because the device itself chooses it. */
export interface Identity {
  imsi: string | null;
  msisdn: string | null;
  userName: string | null;
}

export interface SessionAttributes {
  framedIp: string | null;
  framedIpv6Prefix: string | null;
  apn: string | null;
  rat: string | null;
  imei: string | null;
  interimSeconds: number | null;
  /** whole, as a request to end the session must name it */
  userName: string | null;
  nasAddress: string | null;
}

export type AccountingRecord = NasRecord | SessionRecord;

export const isSessionRecord = (record: AccountingRecord): record is SessionRecord =>
  record.status !== "on" && record.status !== "off";
