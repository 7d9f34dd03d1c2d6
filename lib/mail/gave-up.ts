import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

interface GivenUp {
  /** of those the reader sees now, some by name */
  labels: readonly string[];
  devices: number;
  at: Date;
  /** the page where each says why */
  path: string;
}

const many = (count: number) => (count === 1 ? "a device" : `${count.toLocaleString("en-GB")} devices`);

/** To whoever had devices isolated, suspended or terminated whose sessions could not be ended. */
export const gaveUpMail = (
  reader: { name: string; email: string },
  account: { name: string },
  { labels, devices, at, path }: GivenUp,
) =>
  message(
    "gave-up",
    reader.email,
    `A session of ${many(devices)} in ${oneLine(account.name)} could not be ended`,
    [
      `Hello ${oneLine(reader.name)},`,
      "",
      `You took ${many(devices)} off the network. They are refused from then on, but a session that was open goes on, and Cordon has`,
      `given up asking the network to end it (${sayTime(at)}):`,
      "",
      ...labels.map((label) => `  ${oneLine(label)}`),
      ...(devices > labels.length ? [`  and ${(devices - labels.length).toLocaleString("en-GB")} more`] : []),
      "",
      "Until it ends, what is in that session can still send. What the network answered, and what to do about it:",
      "",
      portalLink(path),
    ],
  );
