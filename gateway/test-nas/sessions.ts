/** RADIUS attributes by dictionary name. */
export type Attributes = Record<string, string | number>;

/** Gives a NAS's accounting records to Cordon; resolves when they are safe. */
export type Tell = (records: readonly Attributes[]) => Promise<void>;

/** Whose sessions a NAS has, as far as ending them goes. */
export interface Sessions {
  has(acctSessionId: string): boolean;
  /** Ends it because somebody asked for it, and tells of it. */
  end(acctSessionId: string): Promise<void>;
  /** All are gone: the NAS comes up again, and tells of it. */
  lost(): Promise<void>;
}

interface Held {
  attributes: Attributes;
  begun: number;
  octets: number;
}

const clock = () => Math.floor(Date.now() / 1000);

/** Sessions that begin, go on and end as a test says. */
export class HeldSessions implements Sessions {
  readonly #nas: Attributes;
  readonly #tell: Tell;
  readonly #held = new Map<string, Held>();

  constructor(nas: { name: string; address: string }, tell: Tell) {
    this.#nas = { "NAS-Identifier": nas.name, "NAS-IP-Address": nas.address };
    this.#tell = tell;
  }

  has(id: string): boolean {
    return this.#held.has(id);
  }

  /** `attributes` are what the NAS says of it in every record: User-Name, 3GPP-IMSI, Framed-IP-Address, … */
  async begin(id: string, attributes: Attributes): Promise<void> {
    this.#held.set(id, { attributes, begun: clock(), octets: 0 });
    await this.#record(id, "Start");
  }

  /** Sends an interim update, 1,000 octets each way on. */
  async goOn(id: string): Promise<void> {
    const held = this.#held.get(id);
    if (held) held.octets += 1_000;
    await this.#record(id, "Interim-Update");
  }

  async end(id: string, cause = "Admin-Reset"): Promise<void> {
    await this.#record(id, "Stop", { "Acct-Terminate-Cause": cause });
    this.#held.delete(id);
  }

  async lost(): Promise<void> {
    this.#held.clear();
    await this.#tell([
      {
        "Acct-Status-Type": "Accounting-On",
        "Acct-Session-Id": `boot-${clock()}`,
        ...this.#nas,
        "Event-Timestamp": clock(),
      },
    ]);
  }

  async #record(id: string, status: string, more: Attributes = {}): Promise<void> {
    const held = this.#held.get(id);
    if (!held) throw new Error(`The NAS has no session ${id}.`);
    const used = { "Acct-Input-Octets": held.octets, "Acct-Output-Octets": held.octets };
    await this.#tell([
      {
        "Acct-Status-Type": status,
        "Acct-Session-Id": id,
        ...this.#nas,
        ...held.attributes,
        "Event-Timestamp": clock(),
        ...(status === "Start" ? {} : { "Acct-Session-Time": clock() - held.begun, ...used }),
        ...more,
      },
    ]);
  }
}
