import { expect, it } from "vitest";
import { type SessionName, writeRequest } from "@/lib/containment/write-request";

const session: SessionName = {
  nas: "pgw-1",
  acctSessionId: "00000001",
  userName: "meter@north",
  framedIp: "10.64.0.7",
  nasAddress: "10.0.0.1",
  imsi: "901280000000001",
};
const names = (of: SessionName, plain: boolean) =>
  Object.keys(writeRequest(of, new Date(), plain).attributes);

it("names a session to a NAS that takes little by its user too, or else by what is as much its own", () => {
  expect(names(session, true)).toEqual(["User-Name", "Acct-Session-Id", "NAS-Identifier"]);
  // a NAS that counted anew after a restart has given this Acct-Session-Id to somebody else
  const nameless = { ...session, userName: null };
  expect(names(nameless, true)).toEqual(["Acct-Session-Id", "NAS-Identifier", "Framed-IP-Address"]);
  expect(names({ ...nameless, framedIp: null }, true)).toEqual([
    "Acct-Session-Id",
    "NAS-Identifier",
    "3GPP-IMSI",
  ]);
  // longer than an attribute can be: as if it had none
  expect(names({ ...session, userName: "x".repeat(300) }, true)).toContain("Framed-IP-Address");
});
