import { createHash, createHmac, randomBytes } from "node:crypto";

/** What tests and benches send to a RADIUS server and read of its answers: RFC 2865, Message-Authenticator RFC 3579 section 3.2. */

export const ACCESS_ACCEPT = 2;
export const ACCESS_REJECT = 3;
const USER_NAME = 1;
const USER_PASSWORD = 2;
const CHAP_PASSWORD = 3;
const NAS_IDENTIFIER = 32;
const CHAP_CHALLENGE = 60;
export const MESSAGE_AUTHENTICATOR = 80;

export interface Attribute {
  type: number;
  value: Buffer;
}

interface Asking {
  id: number;
  secret: string;
  name: string;
  password: string;
  kind: "pap" | "chap";
  nas?: string;
  /** signed as RFC 3579 says, not at all, or wrongly */
  signed?: "well" | "not" | "ill";
  more?: readonly Attribute[];
}

export function accessRequest({
  id,
  secret,
  name,
  password,
  kind,
  nas = "pgw-1",
  signed = "well",
  more = [],
}: Asking): Buffer {
  const authenticator = randomBytes(16);
  const attributes: Attribute[] = [
    ...(signed === "not" ? [] : [{ type: MESSAGE_AUTHENTICATOR, value: Buffer.alloc(16) }]),
    { type: USER_NAME, value: Buffer.from(name) },
    { type: NAS_IDENTIFIER, value: Buffer.from(nas) },
    ...(kind === "pap"
      ? [{ type: USER_PASSWORD, value: hidden(password, authenticator, secret) }]
      : answered(password)),
    ...more,
  ];
  const packet = encode(1, id, authenticator, attributes);
  if (signed !== "not")
    createHmac("md5", signed === "well" ? secret : `${secret}?`)
      .update(packet)
      .digest()
      .copy(packet, 22);
  return packet;
}

/** RFC 2865 section 5.26. */
export function vendorText(vendor: number, type: number, text: string): Attribute {
  const head = Buffer.alloc(6);
  head.writeUInt32BE(vendor, 0);
  head.writeUInt8(type, 4);
  head.writeUInt8(text.length + 2, 5);
  return { type: 26, value: Buffer.concat([head, Buffer.from(text)]) };
}

function encode(code: number, id: number, authenticator: Buffer, attributes: readonly Attribute[]): Buffer {
  const body = Buffer.concat(
    attributes.flatMap(({ type, value }) => [Buffer.of(type, value.length + 2), value]),
  );
  const head = Buffer.alloc(20);
  head.writeUInt8(code, 0);
  head.writeUInt8(id, 1);
  head.writeUInt16BE(20 + body.length, 2);
  authenticator.copy(head, 4);
  return Buffer.concat([head, body]);
}

/** RFC 2865 section 5.2. */
function hidden(password: string, authenticator: Buffer, secret: string): Buffer {
  const plain = Buffer.from(password);
  const padded = Buffer.concat([plain, Buffer.alloc((16 - (plain.length % 16 || 16)) % 16)]);
  const out = Buffer.alloc(Math.max(16, padded.length));
  let before = authenticator;
  for (let at = 0; at < out.length; at += 16) {
    const mask = createHash("md5").update(secret).update(before).digest();
    for (let n = 0; n < 16; n += 1) out[at + n] = (padded[at + n] ?? 0) ^ (mask[n] ?? 0);
    before = out.subarray(at, at + 16);
  }
  return out;
}

function answered(password: string): Attribute[] {
  const [identifier, challenge] = [randomBytes(1), randomBytes(16)];
  const response = createHash("md5").update(identifier).update(password).update(challenge).digest();
  return [
    { type: CHAP_PASSWORD, value: Buffer.concat([identifier, response]) },
    { type: CHAP_CHALLENGE, value: challenge },
  ];
}

export function attributesOf(packet: Buffer): Attribute[] {
  const attributes: Attribute[] = [];
  for (let at = 20; at + 2 <= packet.length; ) {
    const length = Math.max(2, packet[at + 1] ?? 2);
    attributes.push({ type: packet[at] ?? 0, value: packet.subarray(at + 2, at + length) });
    at += length;
  }
  return attributes;
}

/** Whether an answer to this request is signed by who knows the secret: the packet, and its Message-Authenticator within. */
export function isSigned(answer: Buffer, request: Buffer, secret: string): boolean {
  const asked = request.subarray(4, 20);
  const digest = createHash("md5")
    .update(answer.subarray(0, 4))
    .update(asked)
    .update(answer.subarray(20))
    .update(secret)
    .digest();
  if (!digest.equals(answer.subarray(4, 20))) return false;
  let at = 20;
  while (at < answer.length && answer[at] !== MESSAGE_AUTHENTICATOR) at += Math.max(2, answer[at + 1] ?? 2);
  if (at >= answer.length) return false;
  const blank = Buffer.from(answer);
  asked.copy(blank, 4);
  blank.fill(0, at + 2, at + 18);
  return createHmac("md5", secret)
    .update(blank)
    .digest()
    .equals(answer.subarray(at + 2, at + 18));
}
