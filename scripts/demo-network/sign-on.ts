import { createSocket } from "node:dgram";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { ACCESS_ACCEPT, accessRequest, isSigned, vendorText } from "../../gateway/freeradius/packet";
import type { Station } from "./station";

/** Asks the gateway whether a station may sign on, as its NAS does. */
export type SignOn = (station: Station) => Promise<boolean>;

/** 3GPP TS 29.061 section 16.4.7: vendor 10415. */
const GPP = 10_415;
const [IMSI, IMEISV] = [1, 20];
const CALLING_STATION_ID = 31;

/** Every other station speaks CHAP, the others PAP. Without an answer it is asked again, and then given up. */
export function signOnByRadius(port: number, secret: string): SignOn {
  let id = 0;
  return async (station) => {
    const { credential, imsi, imei, msisdn, nas } = station;
    if (!credential) return true;
    id = (id + 1) % 256;
    const request = accessRequest({
      id,
      secret,
      name: credential.username,
      password: credential.password,
      kind: Number(imsi.at(-1)) % 2 === 0 ? "chap" : "pap",
      nas: nas.name,
      more: [
        { type: CALLING_STATION_ID, value: Buffer.from(msisdn) },
        vendorText(GPP, IMSI, imsi),
        vendorText(GPP, IMEISV, imei),
      ],
    });
    const socket = createSocket("udp4");
    try {
      for (let tries = 0; tries < 3; tries += 1) {
        socket.send(request, port, "127.0.0.1");
        const heard = await Promise.race([once(socket, "message"), sleep(3_000, null)]);
        const answer = heard?.[0] as Buffer | undefined;
        if (answer && isSigned(answer, request, secret)) return answer[0] === ACCESS_ACCEPT;
      }
      return false;
    } finally {
      socket.close();
    }
  };
}
