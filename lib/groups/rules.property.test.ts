import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeAdministrator, type TestAccount } from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { parseRecord } from "@/lib/accounting/parse-record";
import { recordAccounting } from "@/lib/accounting/record-accounting";
import { editDevice } from "@/lib/devices/edit-device";
import { registerDevice } from "@/lib/devices/register-device";
import { addDevicesToGroup } from "@/lib/groups/add-devices-to-group";
import { changeGroup } from "@/lib/groups/change-group";
import { createGroup } from "@/lib/groups/create-group";
import type { GroupRuleInput } from "@/lib/groups/rule";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

let gateway: string;
beforeAll(async () => {
  gateway = newId();
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', 'x')", [gateway]);
});

interface ModelDevice {
  id: string;
  kind: "cellular" | "lorawan";
  label: string;
  imsi: string | null;
  devEui: string | null;
  network: string | null;
}

interface ModelGroup {
  id: string;
  name: string;
  version: number;
  rule: GroupRuleInput | null;
  /** filled by hand: who is in it */
  members: Set<string>;
}

const countryByMcc: Record<string, string> = { "204": "NL", "262": "DE", "310": "US" };

/** What the rules mean, said once more without a database. */
function matches(rule: GroupRuleInput, device: ModelDevice): boolean {
  const { kinds, label, identifier, networks, countries } = rule;
  if (kinds && !kinds.includes(device.kind)) return false;
  if (label) {
    const [whole, part] = [device.label.toLowerCase(), label.text.toLowerCase()];
    if (label.how === "begins" ? !whole.startsWith(part) : !whole.includes(part)) return false;
  }
  if (identifier) {
    const value =
      identifier.name === "imsi" ? device.imsi : identifier.name === "devEui" ? device.devEui : null;
    if (value === null || value.length !== identifier.from.length) return false;
    if (value < identifier.from || value > identifier.to) return false;
  }
  if (networks && (device.network === null || !networks.includes(device.network))) return false;
  const country = device.network === null ? undefined : countryByMcc[device.network.slice(0, 3)];
  return !countries || (country !== undefined && countries.includes(country));
}

const word = fc.constantFrom("pump", "Pump", "meter", "METER", "valve", "north pump", "Ünit", "100%", "a_b");
const network = fc.constantFrom("204-08", "204-04", "262-01", "310-410", "901-28");
const imsi = fc.integer({ min: 1, max: 60 }).map((n) => `20408${String(n).padStart(10, "0")}`);

const rule: fc.Arbitrary<GroupRuleInput> = fc
  .record(
    {
      kinds: fc.uniqueArray(fc.constantFrom("cellular" as const, "lorawan" as const), { minLength: 1 }),
      label: fc.record({ how: fc.constantFrom("begins" as const, "contains" as const), text: word }),
      identifier: fc.uniqueArray(imsi, { minLength: 2, maxLength: 2 }).map((ends) => {
        const [from = "", to = ""] = ends.sort();
        return { name: "imsi" as const, from, to };
      }),
      networks: fc.uniqueArray(network, { minLength: 1, maxLength: 3 }),
      countries: fc.uniqueArray(fc.constantFrom("NL", "DE", "US"), { minLength: 1 }),
    },
    { requiredKeys: [] },
  )
  .filter((each) => Object.keys(each).length > 0);

type Step =
  | { do: "register"; kind: "cellular" | "lorawan"; label: string }
  | { do: "edit"; at: number; label: string }
  | { do: "hear"; at: number[]; network: string; by: "sgsn" | "location" }
  | { do: "create"; rule: GroupRuleInput | null }
  | { do: "change"; at: number; rule: GroupRuleInput | null | undefined }
  | { do: "add"; at: number; device: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("register" as const),
    kind: fc.constantFrom("cellular" as const, "lorawan" as const),
    label: word,
  }),
  fc.record({ do: fc.constant("edit" as const), at: fc.nat(30), label: word }),
  fc.record({
    do: fc.constant("hear" as const),
    at: fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 4 }),
    network,
    by: fc.constantFrom("sgsn" as const, "location" as const),
  }),
  fc.record({ do: fc.constant("create" as const), rule: fc.option(rule) }),
  fc.record({
    do: fc.constant("change" as const),
    at: fc.nat(30),
    rule: fc.option(fc.option(rule), { nil: undefined }),
  }),
  fc.record({ do: fc.constant("add" as const), at: fc.nat(30), device: fc.nat(30) }),
);

/** 3GPP TS 29.274, section 8.21.1: a TAI with the network's digits, halves of octets swapped. */
function locationOf(plmn: string): string {
  const [mcc = "", mnc = ""] = plmn.split("-");
  const [a, b, c] = mcc;
  const [x, y, z = "f"] = mnc;
  return `0x82${b}${a}${z}${c}${y}${x}0001`;
}

class World {
  devices: ModelDevice[] = [];
  groups: ModelGroup[] = [];
  private clock = Math.floor(Date.now() / 1000) - 100_000;
  private serial = 0;

  constructor(
    private readonly account: TestAccount,
    private readonly administrator: Member,
  ) {}

  async take(step: Step): Promise<void> {
    const device = (at: number) => this.devices[at % this.devices.length];
    const group = (at: number) => this.groups[at % this.groups.length];
    switch (step.do) {
      case "register":
        return this.register(step.kind, step.label);
      case "edit": {
        const found = device(step.at);
        if (!found) return;
        await perform(this.administrator, editDevice, { deviceId: found.id, label: step.label, note: "" });
        found.label = step.label;
        return;
      }
      case "hear":
        return this.hear([...new Set(step.at.flatMap((at) => device(at) ?? []))], step.network, step.by);
      case "create": {
        this.serial += 1;
        const name = `group ${this.serial}`;
        const { id } = await perform(this.administrator, createGroup, { name, rule: step.rule });
        this.groups.push({ id, name, version: 1, rule: step.rule, members: new Set() });
        return;
      }
      case "change": {
        const found = group(step.at);
        if (!found) return;
        const { rule } = step;
        await perform(this.administrator, changeGroup, {
          groupId: found.id,
          version: found.version,
          name: found.name,
          description: "",
          ...(rule === undefined ? {} : { rule }),
        });
        found.version += 1;
        if (rule === null && found.rule) found.members = this.membersOf(found);
        if (rule !== undefined) found.rule = rule;
        return;
      }
      case "add": {
        const [into, found] = [group(step.at), device(step.device)];
        if (!into || !found) return;
        const adding = perform(this.administrator, addDevicesToGroup, {
          groupId: into.id,
          deviceIds: [found.id],
        });
        if (into.rule) await expect(adding).rejects.toMatchObject({ code: "conflict" });
        else {
          await adding;
          into.members.add(found.id);
        }
      }
    }
  }

  private async register(kind: ModelDevice["kind"], label: string): Promise<void> {
    this.serial += 1;
    const imsi = kind === "cellular" ? `20408${String(this.serial).padStart(10, "0")}` : null;
    const devEui = kind === "lorawan" ? newId().replaceAll("-", "").slice(-16) : null;
    const { id } = await perform(this.administrator, registerDevice, {
      kind,
      label,
      ...(imsi ? { imsi, iccid: iccidOf(this.serial) } : {}),
      ...(devEui ? { devEui } : {}),
    });
    this.devices.push({ id, kind, label, imsi, devEui, network: null });
  }

  private async hear(devices: ModelDevice[], plmn: string, by: "sgsn" | "location"): Promise<void> {
    const heard = devices.filter((device) => device.imsi !== null);
    this.clock += 10;
    const now = Math.floor(Date.now() / 1000);
    const records = heard.map((device) => {
      const record = parseRecord(
        {
          "Acct-Status-Type": "Interim-Update",
          "Acct-Session-Id": "s1",
          "NAS-Identifier": "nas",
          "Event-Timestamp": this.clock,
          "3GPP-IMSI": device.imsi,
          ...(by === "sgsn"
            ? { "3GPP-SGSN-MCC-MNC": plmn.replace("-", "") }
            : { "3GPP-User-Location-Info": locationOf(plmn) }),
        },
        now,
      );
      if ("unusable" in record) throw new Error(record.unusable);
      return record;
    });
    await recordAccounting(gateway, records, now);
    for (const device of heard) device.network = plmn;
  }

  membersOf(group: ModelGroup): Set<string> {
    const { rule } = group;
    if (!rule) return group.members;
    return new Set(this.devices.filter((device) => matches(rule, device)).map((device) => device.id));
  }

  async check(): Promise<void> {
    const account = this.account.id;
    const rows = await asSuperuser<{ id: string; count: number; members: string[] }>(
      `select g.id, g.device_count as count, array(select m.device_id::text from device_group_member m
         where m.account_id = g.account_id and m.group_no = g.group_no order by 1) as members
       from device_group g where g.account_id = $1`,
      [account],
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    for (const group of this.groups) {
      const members = [...this.membersOf(group)].sort();
      expect(known.get(group.id)).toEqual({ id: group.id, count: members.length, members });
    }
    const devices = await asSuperuser<{ id: string; groups: string[]; country: string | null }>(
      `select d.id, d.country, array(select g.id::text from device_group g
         where g.account_id = d.account_id and g.group_no = any(d.groups) order by 1) as groups
       from device d where d.account_id = $1 order by d.id`,
      [account],
    );
    expect(devices).toEqual(
      this.devices
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((device) => ({
          id: device.id,
          country: countryByMcc[device.network?.slice(0, 3) ?? ""] ?? null,
          groups: this.groups
            .filter((group) => this.membersOf(group).has(device.id))
            .map((group) => group.id)
            .sort(),
        })),
    );
  }
}

/** With the check digit that ISO/IEC 7812-1 asks for. */
function iccidOf(serial: number): string {
  const body = `8931${String(serial).padStart(14, "0")}`;
  const sum = [...body].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

it("whatever happens to devices and rules, groups hold what a plain model says", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      run += 1;
      // an identity that two accounts claim is heard for the older one
      await asSuperuser("truncate device cascade");
      const account = await makeAccount(`rules-${run}`);
      const world = new World(account, await makeAdministrator(account));
      for (const each of steps) {
        await world.take(each);
        await world.check();
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
