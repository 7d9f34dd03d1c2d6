import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { getActivityEvent } from "@/lib/audit/get-activity-event";
import { listActivity } from "@/lib/audit/list-activity";
import { listActivityFilters } from "@/lib/audit/list-activity-filters";
import { terminateDevice } from "@/lib/devices/terminate-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

let account: TestAccount;
let foreign: TestAccount;
let auditor: Member;
let operator: Member;
let technician: Member;
let device: string;

beforeAll(async () => {
  account = await makeAccount("ours");
  foreign = await makeAccount("theirs");
  const north = await makeGroup(account, "North");
  auditor = await makeMember(account, ["audit.view"]);
  operator = { ...(await makeMember(account, ["device.view", "device.terminate"])), label: "Ana Ruiz" };
  technician = { ...(await makeMember(account, ["device.view"], [north.no])), label: "Tim Field" };
  device = await makeDevice(account, "meter 17", [north]);
  const terminate = { deviceId: device, reason: "<b>stolen</b>", confirmation: "meter 17" };
  await perform(technician, terminateDevice, terminate).catch(() => undefined);
  await perform(operator, terminateDevice, terminate);
});

const list = (input: object, actor = auditor) => perform(actor, listActivity, input);

describe("the activity log", () => {
  it("tells what was done and what was refused, newest first, with the permission that was lacking", async () => {
    const { events, next } = await list({});
    expect(next).toBeNull();
    expect(events).toMatchObject([
      {
        actorLabel: "Ana Ruiz",
        verb: "terminated",
        targetLabel: "meter 17",
        reason: "<b>stolen</b>",
        outcome: "done",
      },
      {
        actorLabel: "Tim Field",
        verb: "was refused",
        targetLabel: "meter 17",
        lacking: ["Terminate a Device"],
        outcome: "refused",
      },
    ]);
  });

  it("is narrowed by actor, action, target, outcome and time, alone and together", async () => {
    const actors = async (input: object) => (await list(input)).events.map((event) => event.actorLabel);
    expect(await actors({ actor: operator.userId })).toEqual(["Ana Ruiz"]);
    expect(await actors({ action: "operation.refused" })).toEqual(["Tim Field"]);
    expect(await actors({ target: device, targetKind: "device" })).toEqual(["Ana Ruiz", "Tim Field"]);
    expect(await actors({ outcome: "refused" })).toEqual(["Tim Field"]);
    expect(await actors({ outcome: "done", target: device })).toEqual(["Ana Ruiz"]);
    expect(await actors({ outcome: "failed" })).toEqual([]);
    expect(await actors({ actor: operator.userId, action: "operation.refused" })).toEqual([]);
    expect(await actors({ to: "2020-01-01T00:00:00Z" })).toEqual([]);
    expect(await actors({ from: "2020-01-01T00:00:00Z" })).toHaveLength(2);
    expect(await actors({ within: "1h", target: device })).toHaveLength(2);
  });

  it("sets before and after side by side", async () => {
    const [event] = (await list({ action: "device.terminated" })).events;
    const detail = await perform(auditor, getActivityEvent, { eventId: event?.id ?? "" });
    expect(detail.differences).toEqual([{ field: "state", before: "active", after: "terminated" }]);
  });

  it("offers who and what occurs in it", async () => {
    const filters = await perform(auditor, listActivityFilters, {});
    expect(filters.actors.map((actor) => actor.label)).toEqual(["Ana Ruiz", "Tim Field"]);
    expect(filters.actions).toEqual([
      { action: "device.terminated", label: "Terminated a device" },
      { action: "operation.refused", label: "Was refused" },
    ]);
  });

  it("is not for who may not read it, and holds nothing of another account", async () => {
    await expect(list({}, operator)).rejects.toMatchObject({ code: "forbidden" });
    const foreignAdministrator = await makeAdministrator(foreign);
    expect((await list({}, foreignAdministrator)).events).toEqual([]);
    expect((await list({ target: device }, foreignAdministrator)).events).toEqual([]);
    const [event] = (await list({})).events;
    const answers = await Promise.all(
      [event?.id ?? "", newId()].map((eventId) =>
        perform(foreignAdministrator, getActivityEvent, { eventId }).catch(({ code, message }) => ({
          code,
          message,
        })),
      ),
    );
    expect(answers[0]).toMatchObject({ code: "not_found" });
    expect(answers[1]).toEqual(answers[0]);
  });

  it("gives a refused attempt on another account's device no name", async () => {
    const theirs = await makeDevice(foreign, "their meter");
    await perform(technician, terminateDevice, {
      deviceId: theirs,
      reason: "curious",
      confirmation: "x",
    }).catch(() => undefined);
    const { events } = await list({ target: theirs });
    expect(events).toMatchObject([{ targetLabel: null, targetId: theirs }]);
  });
});

describe("a long activity log", () => {
  let large: TestAccount;
  let reader: Member;
  const [busy, rare] = [newId(), newId()];

  beforeAll(async () => {
    large = await makeAccount("large");
    reader = await makeMember(large, ["audit.view"]);
    await asSuperuser(
      `insert into audit_event (account_id, id, at, actor_kind, actor_id, actor_label, operation, action, outcome, target_kind, target_id)
       select $1, gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 second', 'member',
         case when n = 17 then $3::uuid else $2::uuid end, 'Somebody', 'device.edit',
         case when n = 19 then 'device.terminated' else 'device.edited' end,
         case when n % 1000 = 0 then 'refused' else 'done' end, 'device', 'device-' || (n % 500)
       from generate_series(1, 40000) n`,
      [large.id, busy, rare],
    );
    await asSuperuser("analyze audit_event");
  });

  it("is paged through once, in order, across events of the same moment", async () => {
    await asSuperuser(
      `update audit_event set at = timestamptz '2026-01-01 00:00:10.123456+00'
       where account_id = $1 and at < timestamptz '2026-01-01 00:00:30+00'`,
      [large.id],
    );
    const seen = new Set<string>();
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await list({ to: "2026-01-01T00:01:00Z", limit: 7, cursor }, reader);
      for (const event of page.events) seen.add(event.id);
      cursor = page.next ?? undefined;
      pages += 1;
    } while (cursor);
    expect(seen.size).toBe(59);
    expect(pages).toBe(9);
  });

  it("says how far back it looked when filters together leave little, and goes on from there", async () => {
    const filter = { actor: busy, action: "device.terminated" };
    let page = await list(filter, reader);
    expect(page.events).toEqual([]);
    expect(page.searchedBackTo).not.toBeNull();
    let looks = 1;
    while (page.next) {
      page = await list({ ...filter, cursor: page.next }, reader);
      looks += 1;
    }
    expect(looks).toBeLessThan(10);
    expect(page.events).toHaveLength(1);
    expect((await list({ actor: rare }, reader)).events).toHaveLength(1);
  });

  it("is read along an index whatever it is narrowed by, and never sorted", async () => {
    for (const [filter, index] of [
      ["true", "audit_event_newest"],
      [`actor_id = '${rare}'`, "audit_event_by_actor"],
      ["action = 'device.terminated'", "audit_event_by_action"],
      ["target_id = 'device-3'", "audit_event_by_target"],
      ["outcome <> 'done'", "audit_event_not_done"],
    ] as const) {
      const plan = await asSuperuser<{ "QUERY PLAN": string }>(
        `explain select * from audit_event where account_id = '${large.id}' and ${filter}
         and (at, id) < (timestamptz '2026-01-01 08:00:00+00', '${newId()}'::uuid)
         order by at desc, id desc limit 51`,
      );
      const said = plan.map((row) => row["QUERY PLAN"]).join("\n");
      expect(said).toContain(index);
      expect(said).not.toContain("Sort");
    }
  });
});
