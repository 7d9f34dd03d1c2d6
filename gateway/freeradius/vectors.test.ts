import { createHash, createHmac } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeDevice } from "@/db/testing/estate";
import { giveCredential } from "@/db/testing/give-credential";
import { sealPassword } from "@/db/testing/seal-password";
import {
  ACCESS_ACCEPT,
  ACCESS_REJECT,
  accessRequest,
  attributesOf,
  isSigned,
  MESSAGE_AUTHENTICATOR,
} from "@/gateway/freeradius/packet";
import { findFreeradius, freeUdpPort, type RunningGateway, startGateway } from "@/gateway/freeradius/start";
import { sayAccept, sayReject } from "@/ingest/radius/say-verdict";
import { type Ingest, startIngest } from "@/ingest/server";
import type { Credential, Reason } from "@/lib/authentication/sign-on";
import { newId } from "@/lib/kernel/id";

const freeradius = findFreeradius();
const missing = "missing" in freeradius ? freeradius.missing : null;
const token = "token-1";

/** The secret, the names, the password and the packets of RFC 2865 sections 7.1 and 7.2. */
const secret = "xyzzy5461";
const password = "arctangent";
const nemo = `01000038 0f403f9473978057bd83d5cb98f4227a 01066e656d6f
  02120dbe708d93d413ce3196e43f782a0aee 0406c0a80110 050600000003`;
const flopsy = `01010047 2aee86f08d0d55969ca5978e0d3367a2 0108666c6f707379
  031316e97557c316185895f293ff6344077275 0406c0a80110 050600000014 060600000002 070600000001`;

const read = (hex: string) => Buffer.from(hex.replace(/\s/g, ""), "hex");

/** The same packet, with a Message-Authenticator before its other attributes. */
function signed(packet: Buffer): Buffer {
  const longer = Buffer.concat([
    packet.subarray(0, 20),
    Buffer.of(80, 18),
    Buffer.alloc(16),
    packet.subarray(20),
  ]);
  longer.writeUInt16BE(longer.length, 2);
  createHmac("md5", secret).update(longer).digest().copy(longer, 22);
  return longer;
}

describe.skipIf(missing)(`FreeRADIUS as it is set up${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-vectors-"));
  let gateway: RunningGateway | undefined;
  let udp = 0;

  async function startFreeradius(name: string, ingestUrl: string): Promise<void> {
    if ("missing" in freeradius) throw new Error(freeradius.missing);
    udp = await freeUdpPort();
    gateway = await startGateway(freeradius, {
      folder: join(folder, name),
      port: await freeUdpPort(),
      authPort: udp,
      secret,
      ingestUrl,
      token,
    });
  }

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function ask(request: Buffer, wait = 2_500) {
    const socket = createSocket("udp4");
    socket.send(request, udp, "127.0.0.1");
    const heard = await Promise.race([once(socket, "message"), sleep(wait, null)]);
    socket.close();
    if (!heard) return null;
    const answer = heard[0] as Buffer;
    return {
      code: answer[0],
      signedFirst:
        attributesOf(answer)[0]?.type === MESSAGE_AUTHENTICATOR && isSigned(answer, request, secret),
    };
  }

  describe("with Cordon", () => {
    let ingest: Ingest;
    const device = new Map<string, string>();

    beforeAll(async () => {
      await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
        newId(),
        createHash("sha256").update(token).digest(),
      ]);
      const account = await makeAccount("rfc");
      for (const name of ["nemo", "flopsy"]) {
        const deviceId = await makeDevice(account, name);
        const { sealed, keyVersion } = sealPassword({ accountId: account.id, deviceId }, password);
        await giveCredential(account, deviceId, name, { sealed, key_version: keyVersion });
        device.set(name, deviceId);
      }
      ingest = await startIngest("127.0.0.1", 0);
      await startFreeradius("cordon", `http://127.0.0.1:${ingest.port}`);
    });

    afterAll(async () => {
      await gateway?.stop();
      await ingest.stop();
    });

    it("accepts the PAP and CHAP examples of RFC 2865, the challenge of the latter being the authenticator", async () => {
      for (const example of [nemo, flopsy]) {
        const packet = read(example);
        expect(packet.length).toBe(packet.readUInt16BE(2));
        expect(await ask(packet, 1_000)).toBeNull();
        expect(await ask(signed(packet))).toEqual({ code: ACCESS_ACCEPT, signedFirst: true });
      }
    });

    it("refuses them with any byte of their proof changed, and signs that as well", async () => {
      const proofs = [
        [nemo, 28],
        [nemo, 37],
        [flopsy, 30],
        [flopsy, 31],
        [flopsy, 46],
        // the challenge
        [flopsy, 4],
      ] as const;
      for (const [example, at] of proofs) {
        const packet = read(example);
        packet[at] = (packet[at] ?? 0) ^ 1;
        expect(await ask(signed(packet)), `byte ${at}`).toEqual({ code: ACCESS_REJECT, signedFirst: true });
      }
    });

    it("accepts nobody from the moment on that a device is suspended, isolated or terminated", async () => {
      for (const columns of ["state = 'suspended'", "isolated = true", "state = 'terminated'"]) {
        await asSuperuser("update device set state = 'active', isolated = false");
        const answers: { asked: number; code: number | undefined }[] = [];
        const ending = new AbortController();
        const asking = async (id: number) => {
          for (let n = 0; !ending.signal.aborted; n += 1) {
            const asked = performance.now();
            const kind = n % 2 === 0 ? "pap" : "chap";
            const answer = await ask(
              accessRequest({ id: (id * 64 + n) % 256, secret, name: "nemo", password, kind }),
            );
            answers.push({ asked, code: answer?.code });
          }
        };
        const lanes = [0, 1, 2, 3].map(asking);
        await sleep(700);
        await asSuperuser(`update device set ${columns} where id = $1`, [device.get("nemo")]);
        const changed = performance.now();
        await sleep(1_500);
        ending.abort();
        await Promise.all(lanes);
        const [before, after] = [
          answers.filter(({ asked }) => asked < changed - 500),
          answers.filter(({ asked }) => asked >= changed),
        ];
        expect(before.length).toBeGreaterThan(10);
        expect(after.length).toBeGreaterThan(10);
        expect(before.every(({ code }) => code === ACCESS_ACCEPT)).toBe(true);
        expect(after.every(({ code }) => code === ACCESS_REJECT)).toBe(true);
      }
    });
  });

  describe("with somebody who answers what a tenant could have typed", () => {
    const typed = "%{md5:x}";
    const expanded = createHash("md5").update("x").digest("hex");
    const bodies: string[] = [];
    let portal: Server;
    let says: object = {};

    beforeAll(async () => {
      portal = createServer(async (request, response) => {
        if (request.url === "/api/radius/authorize") bodies.push(await text(request));
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(says));
      }).listen(0, "127.0.0.1");
      await once(portal, "listening");
      await startFreeradius("typed", `http://127.0.0.1:${(portal.address() as AddressInfo).port}`);
    });

    afterAll(async () => {
      await gateway?.stop();
      portal.closeAllConnections();
      portal.close();
    });

    const signOn = (id: number, name: string) =>
      ask(accessRequest({ id, secret, name, password, kind: "pap" }));

    it("expands nothing of it, neither from the portal nor from a device", async () => {
      says = sayReject(typed as Reason);
      expect((await signOn(1, typed))?.code).toBe(ACCESS_REJECT);
      await expect.poll(() => gateway?.log()).toContain(`Cordon: ${typed}`);
      const credential = { id: typed, validUntil: null } as Credential;
      says = sayAccept(credential, { keeper: typed, moment: 1, seconds: 60 }, new Date());
      expect((await signOn(2, typed))?.code).toBe(ACCESS_ACCEPT);
      expect(bodies).toHaveLength(2);
      for (const body of bodies) expect(JSON.parse(body)["User-Name"].value).toEqual([typed]);
      expect(gateway?.log()).not.toContain(expanded);
    });

    it("would expand it if the portal did not say that it must not", async () => {
      says = JSON.parse(
        JSON.stringify(sayReject(typed as Reason)).replaceAll('"do_xlat":false', '"do_xlat":true'),
      );
      expect((await signOn(3, "somebody"))?.code).toBe(ACCESS_REJECT);
      await expect.poll(() => gateway?.log()).toContain(`Cordon: ${expanded}`);
    });
  });
});
