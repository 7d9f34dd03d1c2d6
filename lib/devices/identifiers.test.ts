import { describe, expect, it } from "vitest";
import { readIdentifiers } from "@/lib/devices/identifiers";

const sim = (typed: Parameters<typeof readIdentifiers>[1]) => readIdentifiers("cellular", typed);
const iccid = "8988303000000000010";

describe("identifiers", () => {
  it("are kept without spaces, dashes and padding", () => {
    const { identifiers, problems } = sim({
      iccid: " 8988 3030 0000 0000 010F",
      imsi: "901-28 0000000001",
      msisdn: "+88 230 0000 0001",
      imei: "49-015420-323751-8",
      eid: "89049032 12345123 45123456 78901235",
    });
    expect(problems).toEqual({});
    expect(identifiers).toEqual({
      iccid,
      imsi: "901280000000001",
      msisdn: "8823000000001",
      imei: "490154203237518",
      eid: "89049032123451234512345678901235",
      devEui: null,
      joinEui: null,
    });
  });

  it("cannot have a mistyped digit where the standard has a check digit", () => {
    expect(sim({ iccid: "8988303000000000011" }).problems.iccid).toMatch(/last digit/);
    expect(sim({ iccid, imei: "490154203237519" }).problems.imei).toMatch(/last digit/);
    expect(sim({ iccid, eid: "89049032123451234512345678901236" }).problems.eid).toMatch(/last two/);
  });

  it("cannot be of the wrong length or alphabet", () => {
    expect(sim({ iccid: "898830300000000001" }).problems.iccid).toMatch(/19 or 20/);
    expect(sim({ iccid: "7988303000000000011" }).problems.iccid).toMatch(/89/);
    expect(sim({ iccid, imsi: "90128" }).problems.imsi).toMatch(/6 to 15/);
    expect(sim({ iccid, imsi: "9012800000000001" }).problems.imsi).toMatch(/6 to 15/);
    expect(sim({ iccid, msisdn: "0612345678x" }).problems.msisdn).toMatch(/country code/);
    expect(sim({ iccid, imei: "3520990017614823" }).problems.imei).toMatch(/IMEISV/);
    expect(readIdentifiers("lorawan", { devEui: "70B3D57ED005" }).problems.devEui).toMatch(/16 hex/);
  });

  it("cannot be missing, nor belong to another kind of device", () => {
    expect(sim({}).problems.iccid).toMatch(/Enter the ICCID/);
    expect(sim({ iccid, devEui: "70b3d57ed0051234" }).problems.devEui).toMatch(/no DevEUI/);
    expect(readIdentifiers("lorawan", { devEui: "70-B3-D5-7E-D0-05-12-34" })).toEqual({
      identifiers: { ...sim({}).identifiers, devEui: "70b3d57ed0051234" },
      problems: {},
    });
  });
});
