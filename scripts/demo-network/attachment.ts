import { type Packet, packetOf } from "./packet";
import { chance, type Station } from "./station";
import { octetsBetween } from "./traffic";

/** One station's life on the network: sessions that begin, are told of every so often, and end. */
export class Attachment {
  readonly #station: Station;
  #session: { id: string; begun: number; until: number; told: number; up: number; down: number } | null =
    null;
  #next: number;
  #times = 0;

  constructor(station: Station, now: number) {
    this.#station = station;
    // nearly all come within seconds, so that the estate is alive at once
    this.#next =
      now + (chance(station.imsi, now, "first") < 0.94 ? chance(station.imsi, now) * 12 : this.#pause());
  }

  /** What the NAS says of it now; usually nothing. */
  tick(now: number): Packet | null {
    if (now < this.#next) return null;
    if (!this.#session) return this.#begin(now);
    if (now >= this.#session.until) return this.#end(now);
    return this.#tell("Interim-Update", now);
  }

  get station(): Station {
    return this.#station;
  }

  /** Acct-Session-Id, while it has a session. */
  get session(): string | undefined {
    return this.#session?.id;
  }

  /** Its NAS was asked to end its session, and does. It tries again soon, as a modem does. */
  disconnect(now: number): Packet {
    const packet = this.#tell("Stop", now, "Admin-Reset");
    this.#session = null;
    this.#next = now + 5 + 10 * this.#roll("back");
    return packet;
  }

  /** Its NAS has come up anew and knows nothing of its session. */
  lose(now: number): void {
    this.#session = null;
    this.#next = now + 2 + 10 * this.#roll("lost");
  }

  /** It was not let on, and tries again some time later. */
  refused(now: number): void {
    this.#session = null;
    this.#next = now + 30 + 60 * this.#roll("again");
  }

  #roll(what: string): number {
    return chance(this.#station.imsi, this.#times, what);
  }

  #pause(): number {
    return this.#station.habit === "flapping"
      ? 15 + 40 * this.#roll("pause")
      : 20 + 400 * this.#roll("pause") ** 3;
  }

  #lasting(): number {
    if (this.#station.habit === "flapping") return 40 + 80 * this.#roll("lasting");
    return 900 + 20_000 * this.#roll("lasting") ** 2;
  }

  #begin(now: number): Packet {
    this.#times += 1;
    const id = `${this.#station.imsi.slice(-6)}-${now.toString(16)}`;
    this.#session = { id, begun: now, until: now + this.#lasting(), told: now, up: 0, down: 0 };
    return this.#tell("Start", now);
  }

  /** Some are lost out of coverage: nobody says Stop, they fall silent. */
  #end(now: number): Packet | null {
    const packet = this.#station.habit === "fading" ? null : this.#tell("Stop", now);
    this.#session = null;
    this.#next = now + this.#pause() + (packet ? 0 : 60);
    return packet;
  }

  #tell(status: "Start" | "Interim-Update" | "Stop", now: number, cause?: string): Packet {
    const session = this.#session;
    if (!session) throw new Error("nothing to tell of");
    const used = octetsBetween(this.#station, session.told, now);
    session.up += used.up;
    session.down += used.down;
    session.told = now;
    const interim = 20 + Math.floor(10 * chance(this.#station.imsi, "interim"));
    this.#next = Math.min(now + interim, Math.max(session.until, now + 1));
    const told = { ...session, session: session.id, status, at: now, interim };
    return packetOf(this.#station, cause ? { ...told, cause } : told);
  }
}
