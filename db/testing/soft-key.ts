import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** As much of RFC 8949 as a key needs to say. */
function cbor(value: Cbor): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([name, each]) => [cbor(name), cbor(each)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();

interface Circumstances {
  origin?: string;
  rpId?: string;
  verified?: boolean;
  counter?: number;
  challenge?: string;
  userHandle?: string | undefined;
}

/** A security key in software (P-256), that signs whatever it is told to. */
export class SoftKey {
  readonly id = randomBytes(32).toString("base64url");
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject };
  counter = 0;
  userHandle: string | undefined;

  constructor(readonly settings: { verifies: boolean; discoverable?: boolean; counts?: boolean }) {
    this.#keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  }

  #authenticatorData(circumstances: Circumstances, attested: Buffer = Buffer.alloc(0)): Buffer {
    const { verified = this.settings.verifies, rpId = "portal.test" } = circumstances;
    if (this.settings.counts !== false) this.counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(circumstances.counter ?? this.counter);
    const flags = 0x01 | (verified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter, attested]);
  }

  #clientData(type: string, challenge: string, { origin = "http://portal.test" }: Circumstances): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  register(
    options: PublicKeyCredentialCreationOptionsJSON,
    circumstances: Circumstances = {},
  ): RegistrationResponseJSON {
    this.userHandle = options.user.id;
    const jwk = this.#keys.publicKey.export({ format: "jwk" });
    const coordinate = (text = "") => Buffer.from(text, "base64url");
    const publicKey = new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(jwk.x)],
      [-3, coordinate(jwk.y)],
    ]);
    const id = Buffer.from(this.id, "base64url");
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(publicKey)]);
    const attestation = new Map<string, Cbor>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", this.#authenticatorData(circumstances, attested)],
    ]);
    const challenge = circumstances.challenge ?? options.challenge;
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key",
      clientExtensionResults: { credProps: { rk: this.settings.discoverable ?? this.settings.verifies } },
      response: {
        clientDataJSON: this.#clientData("webauthn.create", challenge, circumstances).toString("base64url"),
        attestationObject: cbor(attestation).toString("base64url"),
        transports: ["usb"],
      },
    };
  }

  sign(
    options: PublicKeyCredentialRequestOptionsJSON,
    circumstances: Circumstances = {},
  ): AuthenticationResponseJSON {
    const authenticatorData = this.#authenticatorData(circumstances);
    const challenge = circumstances.challenge ?? options.challenge;
    const clientData = this.#clientData("webauthn.get", challenge, circumstances);
    const signature = createSign("sha256")
      .update(authenticatorData)
      .update(sha256(clientData))
      .sign(this.#keys.privateKey);
    const userHandle = "userHandle" in circumstances ? circumstances.userHandle : this.userHandle;
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authenticatorData.toString("base64url"),
        signature: signature.toString("base64url"),
        ...(userHandle ? { userHandle } : {}),
      },
    };
  }
}
