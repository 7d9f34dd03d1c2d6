import { beforeAll, describe, expect, it } from "vitest";
import { makeAccount, makeAdministrator, makeDevice, makeGroup } from "@/db/testing/estate";
import { signedInAs } from "@/db/testing/signed-in";
import type { Member } from "@/lib/access/actor";
import { listActivity } from "@/lib/audit/list-activity";
import { editDevice } from "@/lib/devices/edit-device";
import { listDevices } from "@/lib/devices/list-devices";
import { createGroup } from "@/lib/groups/create-group";
import { findPastedDevices } from "@/lib/groups/find-pasted-devices";
import { listGroups } from "@/lib/groups/list-groups";
import { perform } from "@/lib/operation/perform";
import { resolveMember } from "@/lib/operation/resolve-actor";
import { toVisibleError } from "@/lib/operation/visible-error";
import { listMembers } from "@/lib/people/list-members";

let administrator: Member;
let deviceId: string;
let groupId: string;

beforeAll(async () => {
  const account = await makeAccount("hostile");
  administrator = await makeAdministrator(account);
  const group = await makeGroup(account, "North");
  groupId = group.id;
  deviceId = await makeDevice(account, "meter", [group]);
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => toVisibleError(error).code,
  );
const cursor = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString("base64url");
const someId = "01a2042c-c64c-7156-974f-b88f62e85b8c";

describe("input that no form sends", () => {
  it.each(["a\0b", "a\ud800b"])("is refused as what it is, and fails nothing: %j", async (text) => {
    const attempts = [
      () => perform(administrator, createGroup, { name: text }),
      () => perform(administrator, editDevice, { deviceId, label: "meter", note: text }),
      () => perform(administrator, findPastedDevices, { groupId, pasted: text }),
      () => perform(administrator, listGroups, { search: text }),
      () => perform(administrator, listGroups, { cursor: cursor("after", text, 0) }),
      () => perform(administrator, listMembers, { search: text }),
      () => perform(administrator, listMembers, { cursor: cursor(text, someId) }),
      () => perform(administrator, listDevices, { cursor: cursor("after", 0, text, someId, 0) }),
      () => perform(administrator, listActivity, { action: text }),
    ];
    const found: string[] = [];
    for (const attempt of attempts) found.push(await codeOf(attempt()));
    expect(found).toEqual(attempts.map(() => "invalid"));
  });

  it("may be a time or a number beyond what the database counts", async () => {
    expect(await codeOf(perform(administrator, listActivity, { from: "0000-01-01T00:00:00Z" }))).toBe(
      "invalid",
    );
  });

  it("may be an account's address that no account can have", async () => {
    const signedIn = signedInAs(administrator);
    for (const slug of ["a\0b", "\ud800", "../hostile", "HOSTILE", "a".repeat(5_000)])
      expect((await resolveMember(signedIn, slug, null)).kind).toBe("stranger");
    expect((await resolveMember(signedIn, "hostile", null)).kind).toBe("member");
  });
});
