import { Encrypter } from "age-encryption";

/** To whom a file is encrypted: whoever knows a passphrase, or holds the other half of a public key. */
export type AgeRecipient = { passphrase: string } | { key: string };

/** Our passphrases have 125 random bits, which need no stretching. */
const WORK_FACTOR = 12;

/** Whether this is a public key that `age-keygen` makes. */
export function isAgeKey(text: string): boolean {
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Encrypts what comes, as it comes (age, C2SP; opened by `age -d`). A file that breaks off does not open to its end. */
export async function encryptWithAge(
  recipient: AgeRecipient,
  portions: AsyncGenerator<string>,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  if ("key" in recipient) encrypter.addRecipient(recipient.key);
  else {
    encrypter.setPassphrase(recipient.passphrase);
    encrypter.setScryptWorkFactor(WORK_FACTOR);
  }
  return encrypter.encrypt(streamOf(portions));
}

function streamOf(portions: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await portions.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await portions.return(undefined);
      },
    },
    // nothing is opened before somebody is there to take it
    { highWaterMark: 0 },
  );
}
